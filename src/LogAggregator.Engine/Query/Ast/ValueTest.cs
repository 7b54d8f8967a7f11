using System.Collections.Immutable;
using System.Linq;

namespace LogAggregator.Engine.Query.Ast;

/// <summary>A question to one value of a field. No test passes on null or on a field that is not there.</summary>
public abstract record ValueTest;

/// <summary>There is a value, be it an empty text; null is none.</summary>
public sealed record HasValue : ValueTest
{
    public static HasValue Instance { get; } = new();
}

/// <summary>The whole value is this text, in any case; or both are numbers and equal, however they are written.</summary>
public sealed record EqualTo(string Text) : ValueTest;

/// <summary>The whole value is this text as the line writes it, case and all.</summary>
public sealed record ExactlyEqualTo(string Text) : ValueTest;

/// <summary>
/// The whole value is these parts in this order, in any case, with anything between one and the next. At least two
/// parts; an empty first or last one leaves that end open.
/// </summary>
public sealed record Like(ImmutableArray<string> Parts) : ValueTest
{
    public bool Equals(Like? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Length;
}

/// <summary>The text is somewhere in the value, in any case, with no letter or digit right before or after it.</summary>
public sealed record HoldsPhrase(string Text) : ValueTest;

/// <summary>The value holds a match of the regular expression; see <see cref="TextMatches"/>.</summary>
public sealed record Matches(string Pattern) : ValueTest;

/// <summary>The value is less or greater than the operand; a value that cannot be compared with it does not pass.</summary>
public sealed record Compare(Comparison Comparison, Operand Operand) : ValueTest;

public enum Comparison
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
