using System.Collections.Generic;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Commit;
using LogAggregator.Engine.Storage.State;
using LogAggregator.Engine.Storage.Wal;

namespace LogAggregator.Engine.Storage.Opening;

/// <summary>Reads the WALs again: one as a rule, more after a crash while one was sealed.</summary>
static class WalOpening
{
    public static List<ReplayedWal> Open(StoreCore core, FoundSegments found, IReadOnlyList<string> names)
    {
        var numbers = new List<ulong>();
        foreach (var name in names)
        {
            if (!StoreFileName.TryParseWal(name, out var number)) continue;
            numbers.Add(number);
        }

        numbers.Sort();
        var wals = new List<ReplayedWal>();
        foreach (var number in numbers)
        {
            if (found.Replaces(number)) ReadPositions(core, number);
            else if (Replay(core, number, isLast: number == numbers[^1]) is { } wal) wals.Add(wal);
        }

        return wals;
    }

    /// <summary>The rows are sealed; the positions may be nowhere else. Damage in it costs no record.</summary>
    static void ReadPositions(StoreCore core, ulong number)
    {
        using (var file = core.Directory.Open(StoreFileName.Wal(number)))
        {
            WalReplay.Run(file, isLast: false, (in content, batch) =>
            {
                if (content.Kind == WalPayload.Snapshot) core.Begin(batch.Positions, content.FirstSequence);
                else core.ApplyPositions(batch, content.FirstSequence);
            });
        }

        core.OnWalSealed(number);
    }

    static ReplayedWal? Replay(StoreCore core, ulong number, bool isLast)
    {
        var generation = new Generation(number);
        var applied = new AppliedRows();
        var file = core.Directory.OpenToWrite(StoreFileName.Wal(number));
        var result = WalReplay.Run(file, isLast, (in content, batch) =>
        {
            if (content.Kind == WalPayload.Snapshot) core.Begin(batch.Positions, content.FirstSequence);
            else core.Apply(batch, content.FirstSequence, content.ArrivalNs, generation, applied);
        });

        if (result.IsUnfinishedStart)
        {
            file.Dispose();
            core.DeleteFile(StoreFileName.Wal(number));
            return null;
        }

        if (result.Header is { } header) core.SkipTo(header.FirstSequence);
        Report(core, StoreFileName.Wal(number), result);
        if (result.TornBytes > 0) file.Truncate(result.End);

        // What the process before handed to the system need not be on the disk yet.
        file.Sync();
        generation.Wal = new WalFile(file, number, result.Salt, result.End);
        return new ReplayedWal(generation, result.Damaged > 0);
    }

    static void Report(StoreCore core, string name, in WalReplayResult result)
    {
        if (result.TornBytes > 0)
            core.Tell(Level.Warning, $"{name} ended in a write that was not finished; its {result.TornBytes} bytes are cut off. Nothing that was acknowledged is lost.");
        if (result.Damaged == 0) return;
        core.CountDamage(result.Damaged);
        core.Tell(Level.Error, $"{name} is damaged in {result.Damaged} places; what was written there is lost, all other records are kept.");
    }
}

/// <summary>A generation that was read from its WAL.</summary>
sealed record ReplayedWal(Generation Generation, bool IsDamaged);
