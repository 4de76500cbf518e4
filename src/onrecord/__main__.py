from onrecord.cli.app import run

run()
