using System;

namespace LogAggregator.Engine.Parsing.Times;

/// <summary>A text that is a time and nothing else: the value of a <c>timestamp</c> key.</summary>
static class WrittenTime
{
    /// <summary>ISO 8601, an epoch number, or any of the spellings at the start of plain lines that has a year.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ns) =>
        Timestamps.TryParseIso(text, out ns)
        || EpochTime.TryParse(text, out ns)
        || (SpelledTime.TryRead(text, out ns, out var consumed) && consumed == text.Length);
}
