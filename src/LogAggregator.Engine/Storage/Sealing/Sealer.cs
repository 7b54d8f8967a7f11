using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Commit;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>Makes a segment of a generation. At every moment its rows are seen once: in memory before, on disk after.</summary>
sealed class Sealer(StoreCore core, ManifestFile manifest, BlockLimits limits)
{
    /// <summary>Without a segment to write for so long, the memory for it is given back.</summary>
    static readonly TimeSpan MaxRest = TimeSpan.FromSeconds(10);

    /// <summary>Level 1: with columns higher ones gain a few percent for several times the work (bench/results/store.md).</summary>
    const int CompressionLevel = 1;

    SealBuffers? _buffers;
    long _lastSealed = core.Time.GetTimestamp();

    /// <summary>Since the last segment was written.</summary>
    public TimeSpan IdleFor => core.Time.GetElapsedTime(_lastSealed);

    /// <summary>Nothing is to be sealed now.</summary>
    public void Rest()
    {
        if (IdleFor >= MaxRest) _buffers = null;
    }

    /// <summary>Blocks its thread for as long as compressing takes. After an exception it can be tried again.</summary>
    public void Seal(Generation generation)
    {
        if (generation.IsEmpty) Leave(generation);
        else Keep(generation, Write(generation));
        _lastSealed = core.Time.GetTimestamp();
        generation.OnSealed();
        generation.Wal?.Dispose();
        core.OnWalSealed(generation.Number);
    }

    Segment Write(Generation generation) =>
        SegmentWriter.Write(core, SegmentName.OfGeneration(generation.Number), limits, _buffers ??= new SealBuffers(CompressionLevel), writer =>
        {
            var view = generation.Rows.View();
            foreach (var chunk in view.Chunks.Span)
            {
                for (var i = 0; i < view.CountOf(chunk); i++)
                {
                    ref readonly var row = ref chunk[i];
                    writer.Add(chunk.IdAt(i), row.ObservedNs, row.Level, row.Flags, row.Source, view.Lines.Line(row));
                }
            }

            return writer.Finish(generation.FirstArrivalNs, generation.LastArrivalNs, source => generation.Totals[source]);
        })!;

    void Keep(Generation generation, Segment segment)
    {
        manifest.Write(core.State.Value.Segments.Segments.Append(segment), generation.Number, core.LastSequence);
        var recent = core.State.Value.Recent.With(NewestFirst(generation));
        core.State.Change(state => state with
        {
            Segments = state.Segments.With(segment),
            Sealing = state.Sealing.Remove(generation),
            Recent = recent,
            SealedTotals = SegmentTotals.Of(state.Segments.Segments.Append(segment)),
        });
    }

    void Leave(Generation generation)
    {
        manifest.Write(core.State.Value.Segments.Segments, generation.Number, core.LastSequence);
        core.State.Change(state => state with { Sealing = state.Sealing.Remove(generation) });
    }

    IEnumerable<StoredRecord> NewestFirst(Generation generation)
    {
        using var scan = new Scan(new ScanQuery(ScanOrder.NewestFirst, EveryRow.Filter, null), CancellationToken.None);
        ActiveItem.AddTo(scan, generation.Rows.View(), core.Sources);
        while (scan.TryNext(out var record)) yield return record;
    }
}
