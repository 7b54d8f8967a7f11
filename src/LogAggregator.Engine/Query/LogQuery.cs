using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query;

/// <summary>A query as read: which records, and what to make of them.</summary>
public sealed record LogQuery(Filter Filter, ImmutableArray<Pipe> Pipes)
{
    public static LogQuery Everything { get; } = new(AllRecords.Instance, []);

    /// <summary>The pipes need the end of the input before they give a row: not for live streams. Null if all stream.</summary>
    public Pipe? FirstThatDoesNotStream => Pipes.FirstOrDefault(pipe => !pipe.Streams);

    public bool Equals(LogQuery? other) =>
        other is not null && Filter.Equals(other.Filter) && Pipes.SequenceEqual(other.Pipes);

    public override int GetHashCode() => Filter.GetHashCode() * 31 + Pipes.Length;
}
