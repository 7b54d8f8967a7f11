using System;
using System.Buffers;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// Writes a block's first chunk: what it keeps of each row beside its line, for <see cref="BlockRows"/>. Shapes stand in the order of sources, levels in that
/// of shapes and sources (<see cref="RowOrder"/>); all else as the rows came.
/// </summary>
static class RowsEncoder
{
    public static void EncodeTimes(ReadOnlySpan<long> sequences, ReadOnlySpan<long> timestampsNs, ReadOnlySpan<long> observedNs, ChunkWriter writer)
    {
        writer.WriteUnsigned((ulong)sequences.Length);
        PlanesEncoder.Write(writer, sequences);
        PlanesEncoder.Write(writer, timestampsNs);
        var sameTime = observedNs.SequenceEqual(timestampsNs);
        writer.WriteByte(sameTime ? (byte)0 : (byte)1);
        if (!sameTime) PlanesEncoder.Write(writer, observedNs);
    }

    public static void EncodeKinds(ReadOnlySpan<int> levels, ReadOnlySpan<int> flags, ReadOnlySpan<int> sources, ReadOnlySpan<int> shapes, ChunkWriter writer)
    {
        var (bySource, byShape) = (ArrayPool<int>.Shared.Rent(sources.Length), ArrayPool<int>.Shared.Rent(sources.Length));
        var order = bySource.AsSpan(0, sources.Length);
        RowOrder.By(sources, order);
        order.CopyTo(byShape);
        RowOrder.Sort(shapes, byShape.AsSpan(0, sources.Length));
        EncodeSorted(levels, byShape.AsSpan(0, sources.Length), writer);
        PlanesEncoder.Write(writer, flags);
        PlanesEncoder.Write(writer, sources);
        EncodeSorted(shapes, order, writer);
        ArrayPool<int>.Shared.Return(bySource);
        ArrayPool<int>.Shared.Return(byShape);
    }

    static void EncodeSorted(ReadOnlySpan<int> values, ReadOnlySpan<int> rows, ChunkWriter writer)
    {
        var sorted = ArrayPool<long>.Shared.Rent(rows.Length);
        for (var i = 0; i < rows.Length; i++) sorted[i] = values[rows[i]];
        PlanesEncoder.Write(writer, sorted.AsSpan(0, rows.Length), Planes.Sorted);
        ArrayPool<long>.Shared.Return(sorted);
    }
}
