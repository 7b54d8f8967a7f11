using System;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>
/// Splits lines into shapes and values. What the shape renders is always the line, byte for byte: a line for which that
/// does not hold, has too many values, or is of a shape too many, gets <see cref="LineShape.Plain"/>. Not for use by two
/// threads at once.
/// </summary>
public sealed class ShapeReader(ShapeCatalog catalog)
{
    readonly LineParser _parser = new();
    readonly LineLayout _layout = new();
    readonly ShapedLine _shaped = new();
    readonly KeyPath _path = new();

    /// <summary>The result refers to the line; it holds until the next call.</summary>
    public ShapedLine Read(ReadOnlyMemory<byte> line)
    {
        var parsed = _parser.Parse(line);
        _layout.Clear();
        var fits = parsed.Format switch
        {
            LineFormat.Json => JsonLayout.TryFill(_layout, line.Span, parsed.Written, _path),
            LineFormat.Logfmt => LogfmtLayout.TryFill(_layout, line.Span, parsed.Written),
            _ => TryFillPlain(line.Span, parsed.Written),
        };
        if (fits) _layout.Finish(line.Span);
        if (!fits || catalog.Find(_layout, line.Span) is not { } shape || !TryTake(shape, line)) TakePlain(line);
        return _shaped;
    }

    bool TryFillPlain(ReadOnlySpan<byte> line, WrittenRoles written)
    {
        // A time inside of the message is a part of it.
        if (written.Time.Length > 0 && written.Time.End <= written.Message.Start) _layout.Add(line, written.Time, HoleMeaning.Time, []);
        _layout.Add(line, written.Message, HoleMeaning.Message, []);
        return true;
    }

    bool TryTake(LineShape shape, ReadOnlyMemory<byte> line)
    {
        _shaped.Clear();
        _shaped.Shape = shape;
        for (var i = 0; i < _layout.Count; i++) _shaped.Add(_layout.At(i).Of(line));
        return shape.Renders(_shaped.Values, line.Span);
    }

    void TakePlain(ReadOnlyMemory<byte> line)
    {
        _shaped.Clear();
        _shaped.Shape = LineShape.Plain;
        _shaped.Add(line);
    }
}
