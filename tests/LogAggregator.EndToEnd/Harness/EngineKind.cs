namespace LogAggregator.EndToEnd.Harness;

/// <summary>Which of the two Docker engines.</summary>
public enum EngineKind
{
    /// <summary>The one that Debian 12 has: 20.10, API 1.41.</summary>
    Old,

    /// <summary>The one that Debian 13 has: 26.1, API 1.45.</summary>
    New,
}
