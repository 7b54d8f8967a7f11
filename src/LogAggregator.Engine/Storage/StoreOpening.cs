using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Commit;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.State;
using LogAggregator.Engine.Storage.Wal;

namespace LogAggregator.Engine.Storage;

/// <summary>Finds out what a directory holds. Reads the WAL whole.</summary>
static class StoreOpening
{
    public static StoreCore Open(IStorageDirectory directory, TimeProvider time, Action<StoreEvent>? onEvent)
    {
        var core = new StoreCore(directory, time, onEvent);
        var numbers = new List<ulong>();
        foreach (var name in directory.List())
            if (StoreFileName.TryParseWal(name, out var number)) numbers.Add(number);
        numbers.Sort();

        var generations = numbers.Select(number => Replay(core, number, isLast: number == numbers[^1])).ToList();
        if (generations.Count == 0) generations.Add(Begin(core, 1));
        core.State.Change(_ => new StoreState([.. generations.SkipLast(1)], generations[^1]));
        return core;
    }

    static Generation Begin(StoreCore core, ulong number)
    {
        var header = new WalHeader(number, core.LastSequence + 1, core.NowNs());
        return new Generation(number) { Wal = WalFile.Create(core.Directory, header, core.Positions) };
    }

    static Generation Replay(StoreCore core, ulong number, bool isLast)
    {
        var generation = new Generation(number);
        var applied = new AppliedRows();
        var file = core.Directory.Open(StoreFileName.Wal(number));
        var result = WalReplay.Run(file, isLast, (in content, batch) =>
        {
            if (content.Kind == WalPayload.Snapshot) core.Begin(batch.Positions, content.FirstSequence);
            else core.Apply(batch, content.FirstSequence, content.ArrivalNs, generation, applied);
        });

        if (result.Header is { } header) core.SkipTo(header.FirstSequence);
        Report(core, StoreFileName.Wal(number), result);
        if (result.TornBytes > 0)
        {
            file.Truncate(result.End);
            file.Sync();
        }

        generation.Wal = new WalFile(file, number, result.End);
        return generation;
    }

    static void Report(StoreCore core, string name, in WalReplayResult result)
    {
        if (result.TornBytes > 0)
            core.Tell(Level.Warning, $"{name} ended in a write that was not finished; its {result.TornBytes} bytes are cut off. Nothing that was acknowledged is lost.");
        if (result.Damaged == 0) return;
        core.CountDamage(result.Damaged);
        core.Tell(Level.Error, $"{name} is damaged in {result.Damaged} places; the records written there are lost, all others are kept.");
    }
}
