using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>
/// Reads the log itself, without following, and takes what lies behind the mark and is not known: the truth that a
/// followed log is measured by. Reads from the end, more each time, until the mark is in what was read; where it is no longer
/// in the log, writes a gap. Commits as it goes.
/// </summary>
sealed class CatchUp(LogPasses passes, LogIntake intake, Func<ValueTask> commit)
{
    const string PartIsDamaged = "a part of it is damaged";

    const long FirstTail = 1_000;
    const long TailGrowth = 8;
    const long LargestTail = 1_000_000;

    public required LogRetention Retention { get; init; }

    /// <summary>Now, by our clock, ns.</summary>
    public required long NowNs { get; init; }

    /// <summary>When this process opened the log first, ns; 0 if it did not.</summary>
    public required long OpenedNs { get; init; }

    /// <summary>When the container may have printed first, ns.</summary>
    public required long BornNs { get; init; }

    /// <summary>New messages found.</summary>
    public long Found => passes.Found;

    /// <summary>What is wrong with the log; empty if nothing.</summary>
    public string Damage { get; private set; } = "";

    /// <summary>How much to ask for first; null for everything.</summary>
    public long? Plan()
    {
        if (!intake.Ledger.HasAnchors || intake.FromBeginning) return null;
        var wanted = Math.Max(FirstTail, intake.Ledger.WindowCount * 5L / 4 + 200);
        if (wanted <= Retention.MaxTail) return wanted;
        return intake.Ledger.WindowCount < Retention.MaxTail / 2 ? Retention.MaxTail : null;
    }

    /// <summary>Takes the last messages of a log that was never seen before, and leaves out what is before them.</summary>
    public async Task<CatchUpOutcome> ReadHistoryAsync(long? messages, CancellationToken cancellationToken)
    {
        var pass = new CatchUpPass(messages is 0 ? PassMode.Skip : PassMode.Take, messages is 0 ? 1 : messages);
        intake.BeginVerification();
        await passes.ReadAsync(pass, cancellationToken);
        if (pass.WasSilent) pass = await ReadSilentHistoryAsync(messages!.Value, cancellationToken);
        if (messages is not null && pass is { Count: > 0, LeftOut: 0 }) intake.Ledger.Cover(pass.First.TimestampNs - 1);
        if (pass.Mode == PassMode.Take)
        {
            if (pass.End == LogEnd.EngineError) return await ReadBehindDamageAsync(pass.Error, cancellationToken);
            if (await EndedEarlyAsync(pass, cancellationToken)) return await ReadBehindDamageAsync(PartIsDamaged, cancellationToken);
        }
        if (pass.End == LogEnd.EngineError) Damage = pass.Error;
        return await FinishAsync(pass);
    }

    /// <param name="tail">From <see cref="Plan"/>, or from an outcome that asked for a turn.</param>
    /// <param name="mayBeLarge">There is a turn at the gate.</param>
    /// <param name="cancellationToken">Ends it between two commits.</param>
    public async Task<CatchUpOutcome> RunAsync(long? tail, bool mayBeLarge, CancellationToken cancellationToken)
    {
        intake.BeginVerification();
        while (tail is <= LogRequest.SmallTail || mayBeLarge)
        {
            var pass = new CatchUpPass(intake.Ledger.HasAnchors ? PassMode.Seek : PassMode.Take, tail) { Reason = LossReason };
            await passes.ReadAsync(pass, cancellationToken);
            if (pass.End == LogEnd.EngineError) return await ReadBehindDamageAsync(pass.Error, cancellationToken);
            if (await EndedEarlyAsync(pass, cancellationToken)) return await ReadBehindDamageAsync(PartIsDamaged, cancellationToken);
            if (pass.Mode != PassMode.Seek || pass.End == LogEnd.Cut) return await FinishAsync(pass);
            if (pass.IsWhole && (tail is null || pass.Count > 0)) return await ReadLostAsync(pass, cancellationToken);
            // After a log was emptied by hand, some engines give nothing from its end but all from its beginning.
            tail = pass.IsWhole ? null : Grow(tail!.Value);
        }
        return CatchUpOutcome.NeedsTurn(tail);
    }

    long? Grow(long tail)
    {
        if (tail * TailGrowth <= Math.Min(Retention.MaxTail, LargestTail)) return tail * TailGrowth;
        return tail < Retention.MaxTail && Retention.TailIsDear ? Retention.MaxTail : null;
    }

    /// <summary>The engine does not answer from the end of the log: what is before the messages wanted is counted, then passed over.</summary>
    async Task<CatchUpPass> ReadSilentHistoryAsync(long messages, CancellationToken cancellationToken)
    {
        var all = new CatchUpPass(PassMode.Take, null) { IsProbe = true };
        await passes.ReadAsync(all, cancellationToken);
        if (all.End != LogEnd.Clean) return all;
        var pass = new CatchUpPass(PassMode.Take, null) { LeftOut = Math.Max(0, all.Count - messages) };
        await passes.ReadAsync(pass, cancellationToken);
        return pass;
    }

    /// <summary>The whole log was read and the mark was not in it.</summary>
    async Task<CatchUpOutcome> ReadLostAsync(CatchUpPass seen, CancellationToken cancellationToken)
    {
        var mark = intake.Ledger.NewestAnchor;
        if (seen.Count == 0)
        {
            // Just rotated, with one file: what comes next tells.
            if (Retention.Rotates) return CatchUpOutcome.Complete;
            intake.AddGap(GapRecord.Between(GapReason.Truncation, mark.TimestampNs, NowNs));
            intake.Ledger.ForgetAnchors();
            return await FinishAsync(seen);
        }
        // An engine that cannot read on, and does not say so. Any other has had its clock set back.
        if (seen.NewestNs < mark.TimestampNs && !CanTellItsEnd)
            return await ReadBehindDamageAsync("it ends before lines that were read earlier", cancellationToken);
        return await TakeRestAsync(new CatchUpPass(PassMode.TakeRest, null) { Reason = LossReason }, cancellationToken);
    }

    /// <summary>Reads as much from the end as the engine can give.</summary>
    async Task<CatchUpOutcome> ReadBehindDamageAsync(string problem, CancellationToken cancellationToken)
    {
        intake.BeginVerification();
        var (good, bad, newestNs) = (0L, 0L, 0L);
        for (var tail = 1L; bad - good != 1 && tail <= Retention.MaxTail; tail = bad == 0 ? good * 10 : (good + bad) / 2)
        {
            var probe = new CatchUpPass(PassMode.Seek, tail) { IsProbe = !intake.Ledger.HasAnchors };
            await passes.ReadAsync(probe, cancellationToken);
            if (probe.End == LogEnd.Cut) return CatchUpOutcome.Interrupted;
            var isGood = probe.End == LogEnd.Clean && probe.Count > 0 && probe.NewestNs >= newestNs;
            if (isGood && probe.Mode == PassMode.Take) return await FinishAsync(probe);
            if (isGood) (good, newestNs) = (tail, probe.NewestNs);
            else bad = tail;
            if (bad == 1) break;
            // All of it can be read: it was printed on meanwhile, nothing is damaged.
            if (isGood && probe.Count < tail && bad == 0) return await TakeWholeAsync(cancellationToken);
        }
        Damage = problem;
        if (good == 0) return CatchUpOutcome.Unreadable;
        return await TakeRestAsync(new CatchUpPass(PassMode.TakeRest, good) { Reason = GapReason.Corruption }, cancellationToken);
    }

    Task<CatchUpOutcome> TakeWholeAsync(CancellationToken cancellationToken) => TakeRestAsync(
        new CatchUpPass(intake.Ledger.HasAnchors ? PassMode.TakeRest : PassMode.Take, null) { Reason = LossReason }, cancellationToken);

    async Task<CatchUpOutcome> TakeRestAsync(CatchUpPass pass, CancellationToken cancellationToken)
    {
        await passes.ReadAsync(pass, cancellationToken);
        return await FinishAsync(pass);
    }

    /// <summary>An engine before API 1.42 ends a damaged log as if that were its end: the newest message tells.</summary>
    async Task<bool> EndedEarlyAsync(CatchUpPass pass, CancellationToken cancellationToken)
    {
        if (!Retention.RepeatsAndLoses || Retention.TailIsDear || pass.End != LogEnd.Clean) return false;
        var newest = new CatchUpPass(PassMode.Seek, 1) { IsProbe = true };
        await passes.ReadAsync(newest, cancellationToken);
        return newest.End == LogEnd.Clean && newest.Count > 0 && newest.First.TimestampNs != pass.Last.TimestampNs;
    }

    /// <summary>It says so, or can be asked, where it could not read a log to its end.</summary>
    bool CanTellItsEnd => !Retention.RepeatsAndLoses || !Retention.TailIsDear;

    GapReason LossReason => Retention.Rotates ? GapReason.Rotation : GapReason.Truncation;

    async Task<CatchUpOutcome> FinishAsync(CatchUpPass pass)
    {
        if (pass.End != LogEnd.Clean)
        {
            if (pass.Mode != PassMode.Seek) await commit();
            return pass.End == LogEnd.Cut ? CatchUpOutcome.Interrupted : CatchUpOutcome.Unreadable;
        }
        if (pass.IsWhole) JudgeBeginning(pass);
        intake.EndVerification(NowNs);
        await commit();
        return CatchUpOutcome.Complete;
    }

    /// <summary>Everything from the first line on was wanted: was the log rotated before it was first read?</summary>
    void JudgeBeginning(CatchUpPass pass)
    {
        if (!intake.FromBeginning || pass.Count == 0) return;
        intake.FromBeginning = false;
        var followed = intake.Ledger.Unverified;
        (long From, long To)? doubt = null;
        if (GapJudge.MayHaveLostBeginning(pass.LoggedBytes, BornNs, intake.FirstNs, OpenedNs, Retention))
            doubt = (Math.Min(BornNs, intake.FirstNs) - GapJudge.StartNs, intake.FirstNs);
        if (followed.Count > 0 && followed[0].Key.TimestampNs < pass.First.TimestampNs && Retention.Rotates
            && GapJudge.BetweenMarkAndLog(followed[0].Key, followed, pass.First, Retention) is (var from, var to))
            doubt = (doubt?.From ?? from, to);
        if (doubt is (var fromNs, var toNs)) intake.AddGap(GapRecord.Between(GapReason.Rotation, fromNs, toNs));
    }
}
