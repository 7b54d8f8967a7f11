using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Reading;

namespace LogAggregator.Collect.Docker;

/// <summary>Reads a container's log beside the followed one, and draws the consequences for that.</summary>
sealed class LogVerification
{
    const int AuditMs = 60_000;
    const int LaggingMessages = 5_000;

    readonly IDockerEngine _engine;
    readonly string _id;
    readonly LogIntake _intake;
    readonly LogFollowing _following;
    readonly ContainerRuns _runs;
    readonly RetryTimes _retries;
    readonly CollectorContext _context;

    public LogVerification(
        IDockerEngine engine,
        string id,
        LogIntake intake,
        LogFollowing following,
        ContainerRuns runs,
        RetryTimes retries,
        GateTurn turn,
        CollectorContext context)
    {
        (_engine, _id, _intake, _following, _runs, _retries, _context) = (engine, id, intake, following, runs, retries, context);
        Desk = new CatchUpDesk(engine, id, intake, turn, context);
        // Spread, so that hundreds of containers are not looked at in one moment.
        lock (context.Random) AuditDueMs = context.NowMs + AuditMs / 2 + context.Random.Next(AuditMs);
    }

    public CatchUpDesk Desk { get; }

    public long AuditDueMs { get; private set; }

    /// <summary>Reads the log to its end. True if the container must be inspected next, to learn whether that was its end.</summary>
    /// <param name="state">The container as it is known.</param>
    /// <param name="report">Told what is wrong with the log.</param>
    /// <param name="commit">Stores what was taken.</param>
    /// <param name="stopping">Ends it between two commits.</param>
    public async Task<bool> CatchUpAsync(ContainerState state, ContainerReport report, Func<ValueTask> commit, CancellationToken stopping)
    {
        var (began, heldLine, isComplete, mustInspect) = (_context.NowMs, _intake.HoldsLine, false, false);
        try
        {
            var bornNs = _runs.BornNs(state.Details, _intake.StartedNs);
            var (read, outcome) = await Desk.RunAsync(state, bornNs, _following.OpenedNs, commit, stopping);
            isComplete = outcome.Kind == CatchUpEnd.Complete;
            if (read.Damage.Length > 0) NoteDamage(state, report, read.Damage);
            else if (isComplete) NoteSoundness(state, report);
            if (isComplete) mustInspect = await CaughtUpAsync(state, read.Found, _context.NowMs - began);
            else NotCaughtUp(outcome.Kind);
        }
        finally
        {
            // The beginning of that line was forgotten to be read again: a followed log must not go on in the middle of it.
            if (heldLine && !isComplete) await CloseFollowAsync(Math.Max(_following.Reopen.DueMs, _context.NowMs));
        }
        foreach (var gap in _intake.TakeGaps()) CollectorLog.Gap(_context.Logger, gap.Sentence(state.Identity.Name));
        return mustInspect;
    }

    /// <summary>Looks whether the newest message was taken.</summary>
    public async Task AuditAsync(ContainerState state, CancellationToken stopping)
    {
        AuditDueMs = _context.NowMs + AuditMs;
        var result = await LogAudit.RunAsync(_engine, _id, state.Details?.Terminal, _intake, _context.Time, stopping);
        Desk.WholeOnly = result == AuditResult.Emptied;
        if (result == AuditResult.Behind && _following.State == FollowState.Waiting)
            _following.Verify.Request(_context.NowMs + PatientCommit.StallMs);
        if (result != AuditResult.Emptied) return;
        Desk.IsWanted = true;
        AuditDueMs = _context.NowMs + AuditMs / 12;
    }

    async Task<bool> CaughtUpAsync(ContainerState state, long found, long tookMs)
    {
        var now = _context.NowMs;
        _retries.RequestSucceeded();
        _following.Verify.Verified(found > 0, now);
        if (_following.Log is not { } follow) return ReadWithoutFollow(state);
        _context.Metrics.RecordsCollectedLate.Add(found);
        follow.CatchUpWith(_intake.Ledger);
        // It stood still meanwhile, or is too slow: what it would give now is old.
        if (tookMs > PatientCommit.StallMs || found > LaggingMessages) await CloseFollowAsync(now);
        return false;
    }

    /// <summary>Another run may have begun while the log was read: only if none has is this the end.</summary>
    bool ReadWithoutFollow(ContainerState state)
    {
        _runs.EndRead();
        if ((state.IsRunning && !_runs.HasEnded) || state.State == "restarting" || _intake.Drained) return false;
        _runs.RunRead(_intake.StartedNs);
        return true;
    }

    void NotCaughtUp(CatchUpEnd end)
    {
        if (end == CatchUpEnd.Interrupted) _retries.RequestFailed();
        if (end != CatchUpEnd.Unreadable) return;
        _following.Verify.Verified(foundSome: false, _context.NowMs);
        _retries.LogUnreadable();
    }

    void NoteDamage(ContainerState state, ContainerReport report, string problem)
    {
        _context.Metrics.LogReadFailures.Increment();
        _following.Reopen.DueMs = Math.Max(_following.Reopen.DueMs, _retries.AfterDamageMs());
        report.NoteProblem(state, problem);
    }

    void NoteSoundness(ContainerState state, ContainerReport report)
    {
        _retries.LogIsSound();
        report.Clear(state);
    }

    async ValueTask CloseFollowAsync(long reopenMs)
    {
        await _following.CloseAsync();
        _following.Reopen.DueMs = reopenMs;
    }
}
