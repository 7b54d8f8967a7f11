using System;
using LogAggregator.Engine.Parsing.Logfmt;

namespace LogAggregator.Engine.Parsing.Multiline;

/// <summary>Tells what a line may be in a stack trace. Looks at the line alone; pure.</summary>
static class TraceLines
{
    /// <param name="line">Without control sequences.</param>
    public static TraceLine Classify(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r \t"u8);
        if (line.IsEmpty) return TraceLine.Blank;
        if (line[0] is (byte)' ' or (byte)'\t') return ClassifyIndented(line);
        if (line[0] == '{' || LogfmtLine.BeginsWithPair(line)) return TraceLine.Structured;
        return OfKnownStart(line) ?? OfGo(line) ?? OfNode(line) ?? OfName(line);
    }

    static TraceLine ClassifyIndented(ReadOnlySpan<byte> line)
    {
        var text = line.TrimStart(" \t"u8);
        if (IsFrame(text)) return text[^1] == '{' ? TraceLine.FrameWithObject : TraceLine.Frame;
        if (text.StartsWith("+ Exception Group Traceback"u8)) return TraceLine.PythonTraceback;
        return line.Length - text.Length >= 6 && line[0] == ' ' ? TraceLine.DeepIndented : TraceLine.Indented;
    }

    static bool IsFrame(ReadOnlySpan<byte> text) => text[0] switch
    {
        (byte)'a' => text.StartsWith("at "u8),
        (byte)'.' => text.StartsWith("... "u8) && (text.EndsWith(" more"u8) || text.EndsWith(" omitted"u8)),
        (byte)'f' => text.StartsWith("from "u8) && text.IndexOf(":in "u8) > 0,
        (byte)'-' => text.StartsWith("--- End of "u8) || text.StartsWith("---> "u8),
        (byte)'C' => text.StartsWith("Caused by: "u8),
        (byte)'S' => text.StartsWith("Suppressed: "u8),
        _ => false,
    };

    static TraceLine? OfKnownStart(ReadOnlySpan<byte> line)
    {
        foreach (var start in KnownStarts.All)
        {
            if (line[0] == start.Text[0] && line.StartsWith(start.Text)) return start.Kind;
        }

        if (line.StartsWith("thread '"u8) && line.IndexOf("panicked at "u8) > 0)
        {
            return line[^1] == ':' ? TraceLine.RustPanic : TraceLine.RustPanicWithMessage;
        }

        if (IsConsoleHead(line)) return TraceLine.ConsoleHead;
        return line[0] == '#' && line.Length > 2 && (uint)(line[1] - '0') <= 9 ? TraceLine.PhpTrace : null;
    }

    /// <summary>Four letters that are a level, <c>: </c>, a category, a number in brackets at the end.</summary>
    static bool IsConsoleHead(ReadOnlySpan<byte> line) =>
        line.Length > 8 && line[4] == ':' && line[5] == ' ' && line[^1] == ']' && LevelWords.TryParseWord(line[..4], out _);

    /// <summary>A call without spaces before its arguments, or a register's value.</summary>
    static TraceLine? OfGo(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("http: panic serving "u8) >= 0) return TraceLine.GoPanic;
        var space = line.IndexOf((byte)' ');
        if (space is 2 or 3 or 6 && line[space..].TrimStart((byte)' ').StartsWith("0x"u8)) return TraceLine.GoDetail;
        var paren = line.IndexOf((byte)'(');
        if (paren <= 0 || line[^1] != ')' || (space >= 0 && space < paren)) return null;
        var name = line[..paren];
        return name.Contains((byte)'.') || name.SequenceEqual("panic"u8) ? TraceLine.GoDetail : null;
    }

    static TraceLine? OfNode(ReadOnlySpan<byte> line)
    {
        if (line[0] != '/' && !line.StartsWith("node:"u8) && !line.StartsWith("file:///"u8)) return null;
        var colon = line.LastIndexOf((byte)':');
        return colon > 0 && colon < line.Length - 1 && !line[(colon + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9') && !line.Contains((byte)' ')
            ? TraceLine.NodePosition
            : null;
    }

    /// <summary>A qualified name alone or before a colon; an exception's if it ends as those do.</summary>
    static TraceLine OfName(ReadOnlySpan<byte> line)
    {
        var length = 0;
        while (length < line.Length && IsNameByte(line[length])) length++;
        if (length < 2 || !char.IsAsciiLetter((char)line[0])) return TraceLine.Other;
        var name = line[..length];
        // Node: "Error [ERR_X]: message"; Ruby on Rails: "RuntimeError (message):".
        var atEnd = length == line.Length || name[^1] == ':' || line[length..].StartsWith(" ["u8) || line[length..].StartsWith(" ("u8);
        if (!atEnd) return TraceLine.Other;
        name = name.TrimEnd((byte)':');
        if (name.EndsWith("Exception"u8) || name.EndsWith("Error"u8)) return TraceLine.Exception;
        return name.Length < length || length == line.Length ? TraceLine.Named : TraceLine.Other;
    }

    static bool IsNameByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'_' or (byte)'$' or (byte)':';
}
