namespace LogAggregator.Engine.Query.Execution;

/// <summary>
/// What is known of all records of a block before one is looked at. Ordered, so that "and" is the smaller, "or" the
/// greater of two answers.
/// </summary>
public enum Tri : byte
{
    /// <summary>None matches.</summary>
    No = 0,

    /// <summary>Each must be looked at.</summary>
    Maybe = 1,

    /// <summary>All match.</summary>
    Yes = 2,
}
