"""Structure-aware fuzzing of the readers: sound documents, changed where their format has its joints.

A change of single bytes seldom gets past the unpacking of a file; these generators know what the parts of a format are
and break, repeat, exchange and nest those. Every input follows from (reader, seed, number) alone.
"""
