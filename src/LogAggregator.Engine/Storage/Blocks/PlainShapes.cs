using System;
using System.Collections.Generic;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Parsing.Json;
using LogAggregator.Engine.Parsing.Logfmt;
using LogAggregator.Engine.Parsing.Plain;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// The shapes of lines of plain text: the time that leads the line, the literal text around it, and the message. Times of one spelling
/// have a column of their own; all messages are in one.
/// </summary>
/// <param name="shapes">The block's shapes, added to.</param>
/// <param name="columns">The block's columns, added to.</param>
sealed class PlainShapes(List<Shape> shapes, List<PathColumn> columns)
{
    /// <summary>A line whose shape is not kept.</summary>
    public const int None = -1;

    /// <summary>More spellings in one block than that are no spellings.</summary>
    const int MaxSpellings = 64;

    /// <summary>Bytes before the message, at most; longer ones have no steady layout.</summary>
    const int MaxHead = 96;

    const byte Escape = 0x1B;

    readonly ByteDictionary _layouts = new();
    readonly List<int> _shapeOfLayout = [];

    /// <summary>Another block begins.</summary>
    public void Clear()
    {
        _layouts.Clear();
        _shapeOfLayout.Clear();
    }

    /// <summary>The line's shape and the places of its values; <see cref="None"/> where it is not plain text without colours.</summary>
    public int Find(ReadOnlySpan<byte> text, Span<Range> values)
    {
        if (text.Contains(Escape) || !IsPlain(text)) return None;
        var (time, message) = PlainLine.Split(text);
        if (message.Start == 0 && message.End == text.Length)
        {
            values[0] = ..text.Length;
            return LineColumns.MessageShape;
        }

        if (text[..message.Start].Contains(JsonSkeleton.Hole) || message.Start > MaxHead || text.Length - message.End > 1) return None;
        var hasTime = message.Start > 0;
        if (hasTime) values[0] = time.Written.Start..time.Written.End;
        values[hasTime ? 1 : 0] = message.Start..message.End;
        return ShapeOf(text, hasTime ? time.Written : default, message);
    }

    /// <summary>What may be JSON is kept whole.</summary>
    static bool IsPlain(ReadOnlySpan<byte> line) => !line.TrimStart(" \t\r\n"u8).StartsWith((byte)'{') && !LogfmtLine.Is(line);

    int ShapeOf(ReadOnlySpan<byte> line, TextSlice time, TextSlice message)
    {
        Span<byte> layout = stackalloc byte[MaxHead + 3];
        var length = 0;
        for (var i = 0; i < message.Start; i++)
        {
            if (i == time.Start || i == time.End) layout[length++] = JsonSkeleton.Hole;
            layout[length++] = i >= time.Start && i < time.End ? KindOf(line[i]) : line[i];
        }

        if (message.End < line.Length) layout[length++] = (byte)'\r';
        var number = _layouts.Add(layout[..length]);
        if (number == _shapeOfLayout.Count) _shapeOfLayout.Add(number < MaxSpellings ? Declare(line, time, message, layout[..length]) : None);
        return _shapeOfLayout[number];
    }

    int Declare(ReadOnlySpan<byte> line, TextSlice time, TextSlice message, ReadOnlySpan<byte> layout)
    {
        if (shapes.Count == LineColumns.MaxShapes || columns.Count == LineColumns.MaxColumns) return None;
        var end = line[message.End..];
        if (time.Length == 0)
        {
            shapes.Add(new Shape([JsonSkeleton.Hole, .. end], [LineColumns.MessageColumn]));
            return shapes.Count - 1;
        }

        columns.Add(new PathColumn(ColumnKey.Time(layout)));
        byte[] skeleton = [.. line[..time.Start], JsonSkeleton.Hole, .. line[time.End..message.Start], JsonSkeleton.Hole, .. end];
        shapes.Add(new Shape(skeleton, [columns.Count - 1, LineColumns.MessageColumn]));
        return shapes.Count - 1;
    }

    /// <summary>Times whose digits and letters stand in the same places are of one spelling.</summary>
    static byte KindOf(byte c) => c is >= (byte)'0' and <= (byte)'9' ? (byte)'0' : (c | 0x20) is >= 'a' and <= 'z' ? (byte)'a' : c;
}
