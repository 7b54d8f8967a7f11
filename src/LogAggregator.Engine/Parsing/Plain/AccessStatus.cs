using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>The level of a request by its HTTP status: from 500 an error, from 400 a warning, else info.</summary>
static class AccessStatus
{
    public static Level? Find(ReadOnlySpan<byte> head) =>
        AfterProtocol(head) ?? OfGin(head) ?? OfMorgan(head) ?? OfHaproxy(head);

    static Level? OfStatus(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[0] is < (byte)'1' or > (byte)'5' || !IsDigit(text[1]) || !IsDigit(text[2])) return null;
        if (text.Length > 3 && (IsDigit(text[3]) || text[3] == '.')) return null;
        return text[0] switch { (byte)'5' => Level.Error, (byte)'4' => Level.Warning, _ => Level.Info };
    }

    /// <summary>Common and combined log format: <c>"GET / HTTP/1.1" 500</c>.</summary>
    static Level? AfterProtocol(ReadOnlySpan<byte> head)
    {
        var protocol = head.IndexOf("HTTP/"u8);
        if (protocol < 0) return null;
        var rest = head[protocol..];
        var quote = rest[..Math.Min(rest.Length, 12)].IndexOf((byte)'"');
        return quote >= 0 && quote + 2 < rest.Length && rest[quote + 1] == ' ' ? OfStatus(rest[(quote + 2)..]) : null;
    }

    /// <summary><c>[GIN] 2025/11/11 - 10:30:00 | 500 |</c>.</summary>
    static Level? OfGin(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("[GIN] "u8)) return null;
        var bar = head.IndexOf((byte)'|');
        return bar >= 0 ? OfStatus(head[(bar + 1)..].TrimStart((byte)' ')) : null;
    }

    /// <summary><c>GET /path 404 1.234 ms - 12</c>.</summary>
    static Level? OfMorgan(ReadOnlySpan<byte> head)
    {
        var method = head.IndexOf((byte)' ');
        if (method is < 3 or > 7 || head[..method].ContainsAnyExceptInRange((byte)'A', (byte)'Z')) return null;
        var path = head[(method + 1)..];
        if (path.IsEmpty || path[0] != '/') return null;
        var status = path.IndexOf((byte)' ');
        return status > 0 ? OfStatus(path[(status + 1)..]) : null;
    }

    /// <summary>Five timers, then the status: <c>0/0/1/2/3 503</c>.</summary>
    static Level? OfHaproxy(ReadOnlySpan<byte> head)
    {
        var bracket = head.IndexOf("] "u8);
        if (bracket < 0) return null;
        var rest = head[(bracket + 2)..];
        for (var tokens = 0; tokens < 3; tokens++)
        {
            var space = rest.IndexOf((byte)' ');
            if (space < 0) return null;
            var token = rest[..space];
            rest = rest[(space + 1)..];
            if (token.Count((byte)'/') == 4 && IsDigit(token[0])) return OfStatus(rest);
        }

        return null;
    }

    static bool IsDigit(byte b) => (uint)(b - '0') <= 9;
}
