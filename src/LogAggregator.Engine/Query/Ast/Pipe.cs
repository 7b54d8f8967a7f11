using System.Collections.Immutable;
using System.Linq;

namespace LogAggregator.Engine.Query.Ast;

/// <summary>One step that rows go through after the filter, in order.</summary>
public abstract record Pipe
{
    /// <summary>Gives a row on as soon as it has taken it, so that it works on a stream without an end.</summary>
    public abstract bool Streams { get; }
}

/// <summary>Keeps the rows that match. On a table, a filter reads the columns of the same names.</summary>
public sealed record WherePipe(Filter Filter) : Pipe
{
    public override bool Streams => true;
}

/// <summary>Keeps the first rows. Streams, and ends the stream.</summary>
public sealed record LimitPipe(long Count) : Pipe
{
    public override bool Streams => true;
}

/// <summary>A table of these columns, in this order.</summary>
public sealed record FieldsPipe(ImmutableArray<string> Fields) : Pipe
{
    public override bool Streams => true;

    public bool Equals(FieldsPipe? other) => other is not null && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Length;
}

/// <summary>Each combination of values once, as first met.</summary>
public sealed record UniqPipe(ImmutableArray<string> Fields) : Pipe
{
    public override bool Streams => false;

    public bool Equals(UniqPipe? other) => other is not null && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Length;
}

/// <summary>All rows in order; equal ones stay as they came, rows without the value come last.</summary>
public sealed record SortPipe(ImmutableArray<SortKey> Keys) : Pipe
{
    public override bool Streams => false;

    public bool Equals(SortPipe? other) => other is not null && Keys.SequenceEqual(other.Keys);

    public override int GetHashCode() => Keys.Length;
}

public readonly record struct SortKey(string Field, bool Descending);

/// <summary>The rows with the greatest values of these columns, the greatest first.</summary>
public sealed record TopPipe(long Count, ImmutableArray<string> By) : Pipe
{
    public override bool Streams => false;

    public bool Equals(TopPipe? other) => other is not null && Count == other.Count && By.SequenceEqual(other.By);

    public override int GetHashCode() => By.Length;
}

/// <summary>The most frequent combinations of values, with their counts.</summary>
public sealed record TopValuesPipe(long Count, ImmutableArray<string> Fields) : Pipe
{
    public const string CountColumn = "count";

    public override bool Streams => false;

    public bool Equals(TopValuesPipe? other) => other is not null && Count == other.Count && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Length;
}

/// <summary>The message's patterns: what is left when words with digits are taken out; by count.</summary>
public sealed record PatternsPipe : Pipe
{
    /// <summary>
    /// The pattern with <c>&lt;*&gt;</c> for each such word, the level, how many and which share of all, first and last time, counts
    /// over time, and the newest message.
    /// </summary>
    public static ImmutableArray<string> OutputColumns { get; } =
        ["pattern", FieldNames.Level, "count", "share", "first", "last", "trend", "example"];

    public override bool Streams => false;
}

/// <summary>Adds the columns that the pattern's holes name, from the text of a field; where it does not fit, none.</summary>
public sealed record ExtractPipe(string Pattern, string Field) : Pipe
{
    public override bool Streams => true;
}
