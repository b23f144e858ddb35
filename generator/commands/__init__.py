"""What each command of the command line does: arguments in, words and an exit code out. One room a group."""
