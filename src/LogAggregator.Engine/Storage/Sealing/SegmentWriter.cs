using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Commit;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>
/// Writes the rows of a generation as a segment file, in the order they arrived: so the neighbours of a row are those of its
/// time, and its sequence costs nothing.
/// </summary>
sealed class SegmentWriter(IStorageFile file, BlockLimits limits, SealBuffers buffers)
{
    readonly ColumnBlockWriter _block = buffers.Block;
    readonly BlockChunks _chunks = buffers.Chunks;
    readonly List<BlockEntry> _blocks = [];
    readonly List<SegmentSource> _sources = [];
    readonly Dictionary<int, int> _numberOfSource = [];
    readonly Dictionary<(int Source, Level Level), int> _shares = [];
    RowBounds _bounds = RowBounds.Empty;
    long _lineBytes;
    long _offset;

    /// <summary>Durable on return, under its name. Deletes what it wrote if it fails.</summary>
    public static Segment Write(StoreCore core, Generation generation, BlockLimits limits, SealBuffers buffers)
    {
        var name = StoreFileName.Segment(generation.Number);
        buffers.Clear();
        try
        {
            using var file = core.Directory.Create(name);
            var directory = new SegmentWriter(file, limits, buffers).Write(generation, core);
            file.Sync();
            core.Directory.Sync();
            return new Segment(generation.Number, directory, file.Length, core.Directory, core.Sources);
        }
        catch (IOException)
        {
            core.Directory.Delete(name);
            throw;
        }
    }

    SegmentDirectory Write(Generation generation, StoreCore core)
    {
        var view = generation.Rows.View();
        foreach (var chunk in view.Chunks.Span)
        {
            for (var i = 0; i < view.CountOf(chunk); i++) Add(chunk[i], chunk.IdAt(i), view.Lines.Line(chunk[i]), generation, core);
        }

        WriteBlock(core);
        var directory = new SegmentDirectory(generation.FirstArrivalNs, generation.LastArrivalNs, [.. _sources], [.. _blocks]);
        var footer = new ByteWriter();
        SegmentFooter.Encode(directory, _offset, footer);
        file.Write(_offset, footer.Written);
        return directory;
    }

    void Add(in ActiveRow row, in RecordId id, ReadOnlyMemory<byte> line, Generation generation, StoreCore core)
    {
        if (_block.Count == limits.MaxRows || _lineBytes + line.Length > limits.MaxLineBytes) WriteBlock(core);
        var source = NumberOf(row.Source, generation, core);
        _block.Add(id.Sequence, id.TimestampNs, row.ObservedNs, row.Level, row.Flags, source, line);
        CollectionsMarshal.GetValueRefOrAddDefault(_shares, (source, row.Level), out _)++;
        _bounds = _bounds.With(id, row.ObservedNs);
        _lineBytes += line.Length;
    }

    int NumberOf(int source, Generation generation, StoreCore core)
    {
        if (_numberOfSource.TryGetValue(source, out var number)) return number;
        _sources.Add(new SegmentSource(core.Sources[source], generation.Totals[source]));
        return _numberOfSource[source] = _sources.Count - 1;
    }

    void WriteBlock(StoreCore core)
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
