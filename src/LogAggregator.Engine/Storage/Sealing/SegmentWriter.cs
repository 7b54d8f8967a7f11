using System;
using System.Collections.Generic;
using System.IO;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Commit;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>
/// Writes the rows of a generation as a segment file: sorted by source, level, time, so that a search for one container's
/// errors finds them side by side and reads few blocks; each level of a source compresses better by itself, too.
/// </summary>
sealed class SegmentWriter(IStorageFile file)
{
    /// <summary>1 MiB of lines: decompressed in about a millisecond.</summary>
    public const int MaxBlockBytes = 1024 * 1024;

    public const int MaxBlockRows = 64 * 1024;

    readonly BlockEncoder _encoder = new();
    readonly List<BlockEntry> _blocks = [];
    readonly List<SegmentSource> _sources = [];
    long _offset;
    SealedRow _last;

    /// <summary>Durable on return, under its name. Deletes what it wrote if it fails.</summary>
    public static Segment Write(StoreCore core, Generation generation)
    {
        var name = StoreFileName.Segment(generation.Number);
        try
        {
            using var file = core.Directory.Create(name);
            var directory = new SegmentWriter(file).Write(generation, core);
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
        foreach (var row in SortedRows(view))
        {
            var isNewSource = _sources.Count == 0 || row.Source != _last.Source;
            if (MustCut(row, isNewSource)) WriteBlock();
            if (isNewSource) _sources.Add(new SegmentSource(core.Sources[row.Source], generation.Totals[row.Source]));
            Add(row, view);
            _last = row;
        }

        WriteBlock();
        var directory = new SegmentDirectory(generation.FirstArrivalNs, generation.LastArrivalNs, [.. _sources], [.. _blocks]);
        var footer = new ByteWriter();
        SegmentFooter.Encode(directory, _offset, footer);
        file.Write(_offset, footer.Written);
        return directory;
    }

    /// <summary>Where the source or level changes, half a block is enough: so large ones begin with a block of their own.</summary>
    bool MustCut(in SealedRow row, bool isNewSource)
    {
        var changes = isNewSource || row.Level != _last.Level;
        return changes
            ? _encoder.LineBytes >= MaxBlockBytes / 2 || _encoder.Rows >= MaxBlockRows / 2
            : _encoder.LineBytes >= MaxBlockBytes || _encoder.Rows >= MaxBlockRows;
    }

    void Add(in SealedRow row, in ActiveView view)
    {
        ref readonly var active = ref view.Chunks.Span[row.Chunk][row.Index];
        _encoder.Add(new BlockRow(row.Id, active.ObservedNs, _sources.Count - 1, row.Level, active.Flags, view.Lines.Line(active).Span));
    }

    void WriteBlock()
    {
        if (_encoder.Rows == 0) return;
        var bytes = _encoder.Finish(out var rawLength);
        file.Write(_offset, bytes);
        _blocks.Add(new BlockEntry(_offset, bytes.Length, rawLength, Crc32C.Of(bytes), _encoder.Bounds, [.. _encoder.Runs]));
        _offset += bytes.Length;
        _encoder.Clear();
    }

    static SealedRow[] SortedRows(in ActiveView view)
    {
        var rows = new List<SealedRow>(view.Chunks.Length * ActiveChunk.Capacity);
        for (var chunk = 0; chunk < view.Chunks.Length; chunk++)
        {
            var from = view.Chunks.Span[chunk];
            for (var i = 0; i < view.CountOf(from); i++) rows.Add(new SealedRow(from[i].Source, from[i].Level, from.IdAt(i), chunk, i));
        }

        var sorted = rows.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
