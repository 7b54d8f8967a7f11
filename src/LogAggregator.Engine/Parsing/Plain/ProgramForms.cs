using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Parsing.Levels;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>Levels written in a form that one program, or one family of programs, has for itself.</summary>
static class ProgramForms
{
    public static Level? Find(ReadOnlySpan<byte> head, TextSlice time)
    {
        var body = AfterTime(head, time);
        if (body.IsEmpty) return null;
        return body[0] switch
        {
            >= (byte)'0' and <= (byte)'9' => OfRedis(head, time),
            (byte)'<' => OfSyslog(body),
            (byte)'[' => OfBootStatus(body),
            _ => OfLetter(body, time) ?? OfFirstWords(body),
        };
    }

    /// <summary>What comes after a time that leads the line, alone or in brackets; else the whole.</summary>
    static ReadOnlySpan<byte> AfterTime(ReadOnlySpan<byte> head, TextSlice time)
    {
        if (time.Length == 0 || time.Start > 1) return head;
        var rest = head[time.End..];
        if (time.Start == 0) return rest.TrimStart((byte)' ');
        return rest.StartsWith("]"u8) ? rest[1..].TrimStart((byte)' ') : head;
    }

    /// <summary>systemd and init scripts: <c>[FAILED] Failed to start …</c>.</summary>
    static Level? OfBootStatus(ReadOnlySpan<byte> body) => body.StartsWith("[FAILED]"u8) ? Level.Error : null;

    /// <summary><c>1:M 11 Nov 2025 10:30:00.123 * Ready</c>: <c>.</c> debug, <c>-</c> verbose, <c>*</c> notice, <c>#</c> warning.</summary>
    static Level? OfRedis(ReadOnlySpan<byte> head, TextSlice time)
    {
        var rest = head[time.End..];
        if (time.Start is < 4 or > 10 || head[time.Start - 3] != ':' || rest.Length < 3 || rest[0] != ' ' || rest[2] != ' ') return null;
        return rest[1] switch
        {
            (byte)'.' => Level.Debug,
            (byte)'-' => Level.Debug,
            (byte)'*' => Level.Info,
            (byte)'#' => Level.Warning,
            _ => null,
        };
    }

    /// <summary><c>&lt;34&gt;…</c>: facility × 8 + severity.</summary>
    static Level? OfSyslog(ReadOnlySpan<byte> body)
    {
        var close = body[..Math.Min(body.Length, 5)].IndexOf((byte)'>');
        if (close < 2 || !System.Buffers.Text.Utf8Parser.TryParse(body[1..close], out int priority, out var consumed)) return null;
        return consumed == close - 1 && priority is >= 0 and <= 191 ? LevelNumbers.Of(priority & 7) : null;
    }

    /// <summary>One capital letter: klog and glog (<c>E1111 10:30:00</c>), Telegraf (<c>E! </c>), Ruby (<c>E, [</c>), Android (<c>E/tag</c>), MongoDB (<c>E NETWORK</c>).</summary>
    static Level? OfLetter(ReadOnlySpan<byte> body, TextSlice time)
    {
        if (body.Length < 4 || body[0] is not (>= (byte)'A' and <= (byte)'Z')) return null;
        var isForm = body[1] switch
        {
            >= (byte)'0' and <= (byte)'9' => IsKlog(body),
            (byte)'!' => body[2] == ' ',
            (byte)',' => body[2] == ' ' && body[3] == '[',
            (byte)'/' => char.IsAsciiLetter((char)body[2]) && time.Length == 0 && body.IndexOf(": "u8) is > 2 and < 40,
            (byte)' ' => time.Length > 0 && IsMongo(body[1..].TrimStart((byte)' ')),
            _ => false,
        };
        return isForm && LevelWords.TryParseWord(body[..1], out var level) ? level : null;
    }

    /// <summary>Four digits of month and day, or six or eight with the year, then a clock.</summary>
    static bool IsKlog(ReadOnlySpan<byte> body)
    {
        var digits = body[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits is 4 or 6 or 8 && body.Length > digits + 9 && body[digits + 1] == ' ' && body[digits + 4] == ':' && body[digits + 7] == ':';
    }

    /// <summary>The component, in capitals, then its context in brackets.</summary>
    static bool IsMongo(ReadOnlySpan<byte> component)
    {
        var end = component.IndexOf((byte)' ');
        return (end >= 1 && component[0] == '-') || (end >= 2 && !component[..end].ContainsAnyExceptInRange((byte)'A', (byte)'Z')
            && component[end..].TrimStart((byte)' ').StartsWith("["u8));
    }

    static Level? OfFirstWords(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("thread '"u8)) return body.IndexOf("panicked at "u8) > 0 ? Level.Critical : null;
        foreach (var form in FirstWords.All)
        {
            if (body[0] == form.Text[0] && body.StartsWith(form.Text)) return form.Level;
        }

        return null;
    }
}
