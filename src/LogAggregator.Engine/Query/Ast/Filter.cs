using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Ast;

/// <summary>Says of each record whether it matches. Knows nothing of how a store finds them.</summary>
public abstract record Filter;

/// <summary>Every record.</summary>
public sealed record AllRecords : Filter
{
    public static AllRecords Instance { get; } = new();
}

/// <summary>All of them match. Empty: every record.</summary>
public sealed record And(ImmutableArray<Filter> Filters) : Filter
{
    public bool Equals(And? other) => other is not null && Filters.SequenceEqual(other.Filters);

    public override int GetHashCode() => Filters.Length;
}

/// <summary>One of them matches, at least. Empty: no record.</summary>
public sealed record Or(ImmutableArray<Filter> Filters) : Filter
{
    public bool Equals(Or? other) => other is not null && Filters.SequenceEqual(other.Filters);

    public override int GetHashCode() => ~Filters.Length;
}

public sealed record Not(Filter Filter) : Filter;

/// <summary>Event time, ns since the Unix epoch: <paramref name="FromNs"/> ≤ time &lt; <paramref name="ToNs"/>.</summary>
public sealed record TimeRange(long FromNs, long ToNs) : Filter;

public sealed record LevelIn(LevelSet Levels) : Filter;

/// <summary>
/// The container's name holds the value as whole words, in any case (<c>data-api</c> is in <c>homeiq-data-api-1</c>,
/// not in <c>metadata-api</c>); or its compose service is the value, in any case; or its id is the value or begins
/// with it (6 digits at least, else <c>db</c> would find one container in 256 by chance; 12 digits or more compare by
/// the first 12).
/// </summary>
public sealed record ContainerIs(string Value) : Filter;

/// <summary>The record's service is the value, in any case.</summary>
public sealed record ServiceIs(string Value) : Filter;

public sealed record StreamIs(OutputStream Stream) : Filter;

/// <summary>The compose project is the value, in any case.</summary>
public sealed record ProjectIs(string Value) : Filter;

/// <summary>The host is the value, in any case.</summary>
public sealed record HostIs(string Value) : Filter;

/// <summary>
/// The message without its colour codes holds the text, in any case. For a record whose message is only part of the
/// line (JSON, logfmt) the values of its other fields count too; so does the line as printed, where it is logfmt with
/// words that belong to no key.
/// </summary>
public sealed record TextContains(string Text) : Filter;

/// <summary>As <see cref="TextContains"/>, but no letter or digit stands right before or after the text: whole words in this order.</summary>
public sealed record Phrase(string Text) : Filter;

/// <summary>
/// As <see cref="TextContains"/>, but the text holds a match of the regular expression (.NET's syntax without
/// look-around and back references; linear time), in the case written.
/// </summary>
public sealed record TextMatches(string Pattern) : Filter;

/// <summary>The image's name holds the value as whole words, in any case (<c>nginx</c> is in <c>docker.io/nginx:1.27</c>).</summary>
public sealed record ImageIs(string Value) : Filter;

/// <summary>Exactly this record.</summary>
public sealed record IdIs(RecordId Id) : Filter;

/// <summary>
/// The field has a value that passes the test; for an array, one of its elements. Of several fields of one name the last counts.
/// </summary>
/// <param name="Field">
/// One of <see cref="FieldNames"/>, else a path into the metadata: nested keys joined by dots. The prefix
/// <c>metadata.</c> stands only where the path alone would name a field of the record (<c>metadata.host</c>).
/// </param>
/// <param name="Test">What to ask of the value.</param>
public sealed record FieldIs(string Field, ValueTest Test) : Filter;

/// <summary>The record was made by the service to say that lines are missing.</summary>
public sealed record IsGap : Filter;

/// <summary>The record was made by the service to say that a container was started, stopped or made anew.</summary>
public sealed record IsLifecycle : Filter;
