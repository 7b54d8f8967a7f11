using System;
using System.Buffers;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Engine.Query.Execution.Text;

/// <summary>Shows a text without its colours, as a search sees it.</summary>
sealed class AnsiText
{
    readonly ArrayBufferWriter<byte> _stripped = new();

    /// <summary>The text itself if it has none, else a copy that holds until the next call.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text)
    {
        if (!AnsiSequences.Any(text)) return text;
        _stripped.ResetWrittenCount();
        _stripped.Advance(AnsiSequences.Strip(text, _stripped.GetSpan(text.Length)));
        return _stripped.WrittenSpan;
    }
}
