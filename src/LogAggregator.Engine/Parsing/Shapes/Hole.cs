namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>What a value in a line means.</summary>
public enum HoleMeaning : byte
{
    Time = 0,
    Level = 1,
    Message = 2,
    Service = 3,
    Metadata = 4,
}

/// <summary>The place of a value in a shape.</summary>
/// <param name="Meaning">What the value is.</param>
/// <param name="Path">Keys to it as written, joined by dots, without a leading <c>metadata</c>; empty unless <see cref="HoleMeaning.Metadata"/>.</param>
public readonly record struct Hole(HoleMeaning Meaning, string Path)
{
    public override string ToString() =>
        Meaning == HoleMeaning.Metadata ? $"▢metadata.{Path}" : $"▢{Meaning.ToString().ToLowerInvariant()}";
}
