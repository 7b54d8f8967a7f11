using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>Where the values of one line are, and what they mean. Used again for the next line.</summary>
sealed class LineLayout
{
    /// <summary>A line with more values is plain.</summary>
    public const int MaxHoles = 256;

    readonly List<Placed> _holes = [];
    readonly ArrayBufferWriter<byte> _signature = new(1024);
    int _literalStart;

    /// <summary>Equal for two lines if and only if their shape is.</summary>
    public ReadOnlySpan<byte> Signature => _signature.WrittenSpan;

    public int Count => _holes.Count;

    public TextSlice At(int hole) => _holes[hole].Slice;

    public void Clear()
    {
        _holes.Clear();
        _signature.ResetWrittenCount();
        _literalStart = 0;
    }

    /// <summary>Holes are added in the line's order.</summary>
    public void Add(ReadOnlySpan<byte> line, TextSlice slice, HoleMeaning meaning, ReadOnlySpan<byte> path)
    {
        WriteBlock(line[_literalStart..slice.Start]);
        _signature.Write([(byte)meaning]);
        var pathAt = _signature.WrittenCount + sizeof(int);
        WriteBlock(path);
        _holes.Add(new Placed(slice, meaning, pathAt, path.Length));
        _literalStart = slice.End;
    }

    public void Finish(ReadOnlySpan<byte> line) => WriteBlock(line[_literalStart..]);

    public LineShape ToShape(ReadOnlySpan<byte> line)
    {
        var literals = ImmutableArray.CreateBuilder<byte[]>(_holes.Count + 1);
        var holes = ImmutableArray.CreateBuilder<Hole>(_holes.Count);
        var start = 0;
        foreach (var hole in _holes)
        {
            literals.Add(line[start..hole.Slice.Start].ToArray());
            holes.Add(new Hole(hole.Meaning, Encoding.UTF8.GetString(Signature.Slice(hole.PathAt, hole.PathLength))));
            start = hole.Slice.End;
        }

        literals.Add(line[start..].ToArray());
        return new LineShape(literals.MoveToImmutable(), holes.MoveToImmutable());
    }

    void WriteBlock(ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_signature.GetSpan(sizeof(int)), bytes.Length);
        _signature.Advance(sizeof(int));
        _signature.Write(bytes);
    }

    readonly record struct Placed(TextSlice Slice, HoleMeaning Meaning, int PathAt, int PathLength);
}
