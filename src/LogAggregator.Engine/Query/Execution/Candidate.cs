using LogAggregator.Engine.Parsing;

namespace LogAggregator.Engine.Query.Execution;

/// <summary>The record that is being decided. Its line is parsed at most once, and only if a predicate asks.</summary>
sealed class Candidate
{
    readonly LineParser _parser = new();
    ParsedLine? _parsed;

    public RecordView Record { get; private set; }

    public ParsedLine Parsed => _parsed ??= _parser.Parse(Record.Line);

    public void Set(in RecordView record)
    {
        Record = record;
        _parsed = null;
    }
}
