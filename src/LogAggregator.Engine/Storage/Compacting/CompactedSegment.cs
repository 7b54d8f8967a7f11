using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Sealing;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.Sources;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Compacting;

/// <summary>Writes the rows of several segments as one, in the order of their arrival.</summary>
sealed class CompactedSegment(StoreCore core, ImmutableArray<Segment> segments, SegmentWriter writer, Func<bool> mayGoOn)
{
    const int SlabLength = 1024 * 1024;

    readonly TotalsTable _totals = SegmentTotals.Of(segments);
    readonly ValueList _line = new();
    byte[] _slab = [];
    int _used;

    /// <summary>Null if it was told to stop; then there is no file.</summary>
    /// <exception cref="IOException">The disk fails or is full; there is no file.</exception>
    /// <exception cref="CorruptBlockException">A block is damaged, which was told; there is no file.</exception>
    public static Segment? Write(StoreCore core, ImmutableArray<Segment> segments, BlockLimits limits, int compressionLevel, Func<bool> mayGoOn)
    {
        var name = new SegmentName(segments[0].Name.First, segments[^1].Name.Last);
        return SegmentWriter.Write(core, name, limits, new SealBuffers(compressionLevel), writer => new CompactedSegment(core, segments, writer, mayGoOn).Write());
    }

    SegmentDirectory? Write()
    {
        foreach (var segment in segments)
        {
            for (var index = 0; index < segment.Directory.Blocks.Length; index++)
            {
                if (!mayGoOn()) return null;
                AddBlock(segment, index);
            }
        }

        return writer.Finish(segments.Min(segment => segment.Directory.FirstArrivalNs), segments.Max(segment => segment.Directory.LastArrivalNs), source => _totals[source]);
    }

    void AddBlock(Segment segment, int index)
    {
        try
        {
            var block = segment.ReadBlock(index);
            for (var row = 0; row < block.Count; row++) AddRow(segment, block, row);
        }
        catch (Exception error) when (error is CorruptBlockException or IOException)
        {
            segment.OnDamaged(index, error, core);
            throw;
        }
    }

    void AddRow(Segment segment, ColumnBlock block, int row)
    {
        _line.Clear();
        block.AppendLine(row, _line);
        var id = new RecordId(block.TimestampsNs[row], (ulong)block.Sequences[row]);
        writer.Add(id, block.ObservedNs[row], (Level)block.Levels[row], (RecordFlags)block.Flags[row], segment.SourceNumbers[block.Sources[row]], Keep(_line.Bytes));
    }

    /// <summary>The line where it stays until its block is written.</summary>
    ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> line)
    {
        if (_slab.Length - _used < line.Length) (_slab, _used) = (GC.AllocateUninitializedArray<byte>(Math.Max(SlabLength, line.Length)), 0);
        line.CopyTo(_slab.AsSpan(_used));
        _used += line.Length;
        return _slab.AsMemory(_used - line.Length, line.Length);
    }
}
