using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.Sources;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>
/// Writes rows as a segment file, in the order they arrived: so the neighbours of a row are those of its
/// time, and its sequence costs nothing.
/// </summary>
sealed class SegmentWriter(IStorageFile file, StoreCore core, BlockLimits limits, SealBuffers buffers)
{
    readonly ColumnBlockWriter _block = buffers.Block;
    readonly BlockChunks _chunks = buffers.Chunks;
    readonly List<BlockEntry> _blocks = [];
    readonly List<int> _sources = [];
    readonly Dictionary<int, int> _numberOfSource = [];
    readonly Dictionary<(int Source, Level Level), int> _shares = [];
    RowBounds _bounds = RowBounds.Empty;
    long _lineBytes;
    long _offset;

    /// <summary>Durable on return, under its name. Deletes what it wrote if it fails, or is given up.</summary>
    /// <param name="core">Of the store.</param>
    /// <param name="name">Of the segment.</param>
    /// <param name="limits">Of its blocks.</param>
    /// <param name="buffers">Used again for the next segment.</param>
    /// <param name="write">Adds the rows and finishes; null gives up.</param>
    public static Segment? Write(StoreCore core, SegmentName name, BlockLimits limits, SealBuffers buffers, Func<SegmentWriter, SegmentDirectory?> write)
    {
        buffers.Clear();
        var isWritten = false;
        try
        {
            using var file = core.Directory.Create(name.FileName);
            if (write(new SegmentWriter(file, core, limits, buffers)) is not { } directory) return null;
            file.Sync();
            core.Directory.Sync();
            isWritten = true;
            return new Segment(name, directory, file.Length, core.Directory, core.Sources);
        }
        finally
        {
            if (!isWritten) core.DeleteFile(name.FileName);
        }
    }

    /// <param name="id">Its sequence is greater than the one before.</param>
    /// <param name="observedNs">Docker's time or that of arrival.</param>
    /// <param name="level">The row's level.</param>
    /// <param name="flags">What is special about the line.</param>
    /// <param name="source">The store's number of the source.</param>
    /// <param name="line">Must stay as it is until its block is written.</param>
    public void Add(in RecordId id, long observedNs, Level level, RecordFlags flags, int source, ReadOnlyMemory<byte> line)
    {
        if (_block.Count == limits.MaxRows || _lineBytes + line.Length > limits.MaxLineBytes) WriteBlock();
        var number = NumberOf(source);
        _block.Add(id.Sequence, id.TimestampNs, observedNs, level, flags, number, line);
        CollectionsMarshal.GetValueRefOrAddDefault(_shares, (number, level), out _)++;
        _bounds = _bounds.With(id, observedNs);
        _lineBytes += line.Length;
    }

    /// <param name="firstArrivalNs">Of the rows.</param>
    /// <param name="lastArrivalNs">Of the rows.</param>
    /// <param name="totalsOf">Totals of the rows of each source, by the store's number.</param>
    public SegmentDirectory Finish(long firstArrivalNs, long lastArrivalNs, Func<int, SourceTotals> totalsOf)
    {
        WriteBlock();
        var directory = new SegmentDirectory(
            firstArrivalNs, lastArrivalNs, [.. _sources.Select(source => new SegmentSource(core.Sources[source], totalsOf(source)))], [.. _blocks]);
        var footer = new ByteWriter();
        SegmentFooter.Encode(directory, _offset, footer);
        file.Write(_offset, footer.Written);
        return directory;
    }

    int NumberOf(int source)
    {
        if (_numberOfSource.TryGetValue(source, out var number)) return number;
        _sources.Add(source);
        return _numberOfSource[source] = _sources.Count - 1;
    }

    void WriteBlock()
    {
        if (_block.Count == 0) return;
        if (!_block.Write(_chunks)) core.Tell(Level.Warning, $"{_block.Count} records did not come back from their columns exactly; their lines are kept whole. This is a fault of the program; please report it.");
        file.Write(_offset, _chunks.Bytes.Span);
        _blocks.Add(new BlockEntry(_offset, Checksums(), _bounds, [.. _shares.Select(share => new BlockShare(share.Key.Source, share.Key.Level, share.Value))], _block.CountSteps()));
        _offset += _chunks.Bytes.Length;
        _block.Clear();
        _chunks.Clear();
        _shares.Clear();
        (_bounds, _lineBytes) = (RowBounds.Empty, 0);
    }

    ImmutableArray<BlockChunk> Checksums()
    {
        var chunks = ImmutableArray.CreateBuilder<BlockChunk>(_chunks.Ends.Count);
        var start = 0;
        foreach (var end in _chunks.Ends)
        {
            chunks.Add(new BlockChunk(end - start, Crc32C.Of(_chunks.Bytes.Span[start..end])));
            start = end;
        }

        return chunks.MoveToImmutable();
    }
}
