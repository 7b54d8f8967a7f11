using System;
using System.Buffers;

namespace LogAggregator.Engine.Query.Execution.Text;

/// <summary>Takes a terminal's control sequences (<c>ESC [ … letter</c>: colours and cursor moves) out of a text.</summary>
sealed class AnsiText
{
    const byte Escape = 0x1B;

    readonly ArrayBufferWriter<byte> _stripped = new();

    /// <summary>The text itself if it has none, else a copy that holds until the next call.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf(Escape);
        if (at < 0) return text;

        _stripped.ResetWrittenCount();
        for (; at >= 0; at = text.IndexOf(Escape))
        {
            _stripped.Write(text[..at]);
            text = text[(at + SequenceLength(text[at..]))..];
        }

        _stripped.Write(text);
        return _stripped.WrittenSpan;
    }

    /// <summary>Bytes of the sequence that begins here; 1 for an escape that begins none, which goes alone.</summary>
    static int SequenceLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[1] != '[') return 1;
        var parameters = text[2..].IndexOfAnyExceptInRange((byte)0x20, (byte)0x3F);
        if (parameters < 0) return text.Length;
        var final = text[2 + parameters];
        return final is >= 0x40 and <= 0x7E ? 2 + parameters + 1 : 1;
    }
}
