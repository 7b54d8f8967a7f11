using System;
using System.Linq;

namespace LogAggregator.Engine.Query.Execution.Text;

/// <summary>
/// Says whether a line can hold the text in one of its values without holding it in its bytes: because of colour codes
/// in between, or escapes that stand for characters of the text.
/// </summary>
sealed class LineScreen(string text)
{
    const byte Escape = 0x1B;

    /// <summary><c>\n</c> and its like stand for one character that the text does not have, if it has none of these.</summary>
    readonly bool _hasEscapable = text.Any(c => c is '"' or '\\' or '/' or '\'' || char.IsControl(c));

    public bool MayHide(ReadOnlySpan<byte> line)
    {
        for (int at; (at = line.IndexOfAny(Escape, (byte)'\\')) >= 0; line = line[(at + 2)..])
        {
            if (line[at] == Escape || _hasEscapable || at + 1 == line.Length) return true;
            if (!"\"\\/bfnrt"u8.Contains(line[at + 1])) return true;
        }

        return false;
    }

    /// <summary>
    /// As <see cref="MayHide"/> of any of the lines that stand there one behind the other. A backslash may be the last byte of a line, which
    /// no escape is: so each is looked at, also one that another escapes.
    /// </summary>
    public bool MayHideInAny(ReadOnlySpan<byte> lines)
    {
        for (int at; (at = lines.IndexOfAny(Escape, (byte)'\\')) >= 0; lines = lines[(at + 1)..])
        {
            if (lines[at] == Escape || _hasEscapable || at + 1 == lines.Length) return true;
            if (!"\"\\/bfnrt"u8.Contains(lines[at + 1])) return true;
        }

        return false;
    }
}
