using System;
using System.Buffers;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Parsing.Json;

namespace LogAggregator.Engine.Parsing.Logfmt;

/// <summary>
/// Reads a line of <c>key=value</c> pairs. It must begin with a pair and have two at least; bare words between them are
/// taken only where a key says that it is a log line (a level, a message), so that no sentence is taken for one.
/// </summary>
static class LogfmtLine
{
    static readonly SearchValues<byte> KeyEnds = SearchValues.Create("= \"[{(:/<"u8);
    static readonly byte[] True = [.. "true"u8];

    public static bool TryParse(ReadOnlyMemory<byte> line, FieldCollector fields, ScratchBuffer scratch)
    {
        if (!BeginsWithPair(line.Span)) return false;
        var cursor = new LogfmtCursor(line.Span);
        var tally = default(Tally);
        while (cursor.MoveNext())
        {
            var name = cursor.IsPair ? FieldName.Find(cursor.Key.Of(line.Span)) : null;
            tally.Count(cursor.IsPair, name);
            if (cursor.IsPair) fields.Add(Field(line, cursor, scratch), cursor.Value, name);
            else fields.Add(new ParsedField(cursor.Key.Of(line), True, FieldKind.Boolean), default, name: null);
        }

        return !cursor.Failed && tally.IsLogfmt;
    }

    /// <summary>Whether <see cref="TryParse"/> takes the line.</summary>
    public static bool Is(ReadOnlySpan<byte> line)
    {
        if (!BeginsWithPair(line)) return false;
        var cursor = new LogfmtCursor(line);
        var tally = default(Tally);
        while (cursor.MoveNext()) tally.Count(cursor.IsPair, cursor.IsPair ? FieldName.Find(cursor.Key.Of(line)) : null);
        return !cursor.Failed && tally.IsLogfmt;
    }

    /// <summary>Fast path, and all that a multi-line record needs to know: most lines are no logfmt, and their first bytes tell.</summary>
    public static bool BeginsWithPair(ReadOnlySpan<byte> text)
    {
        const int longestFirstKey = 64;
        var mark = text[..Math.Min(text.Length, longestFirstKey)].IndexOfAny(KeyEnds);
        return mark > 0 && text[mark] == '=' && text[0] is not (>= (byte)'0' and <= (byte)'9');
    }

    static ParsedField Field(ReadOnlyMemory<byte> line, LogfmtCursor cursor, ScratchBuffer scratch)
    {
        var key = cursor.Key.Of(line);
        var value = cursor.Value.Of(line);
        if (!cursor.IsQuoted) return new ParsedField(key, value, KindOf(value.Span));
        if (!value.Span.Contains((byte)'\\')) return new ParsedField(key, value, FieldKind.Text);
        return new ParsedField(key, scratch.Take(GoEscapes.Unescape(value.Span, scratch.Room(value.Length))), FieldKind.Text);
    }

    static FieldKind KindOf(ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8)) return FieldKind.Boolean;
        return JsonText.SkipNumber(value, 0) == value.Length ? FieldKind.Number : FieldKind.Text;
    }

    /// <summary>What kinds of tokens a line has.</summary>
    struct Tally
    {
        int _pairs;
        int _bare;
        bool _isLog;

        public readonly bool IsLogfmt => _pairs >= 2 && (_bare == 0 || _isLog);

        public void Count(bool isPair, FieldName? name)
        {
            if (isPair) _pairs++;
            else _bare++;
            _isLog |= name?.Role is FieldRole.Level or FieldRole.Message;
        }
    }
}
