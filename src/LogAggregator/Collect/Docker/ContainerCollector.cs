using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Reading;

namespace LogAggregator.Collect.Docker;

/// <summary>
/// Collects one container: one loop that does one thing at a time and otherwise sleeps. Follows the log while the container runs, so
/// that lines are there at once; reads the log itself whenever something could be missing.
/// </summary>
sealed class ContainerCollector : IAsyncDisposable
{
    const int HoldRecordMs = 25;

    readonly EngineLink _link;
    readonly CollectorContext _context;
    readonly LogIntake _intake;
    readonly LogFollowing _following;
    readonly LogVerification _verification;
    readonly ContainerRuns _runs;
    readonly ContainerInspection _inspection;
    readonly ContainerRemoval _removal;
    readonly ContainerSetbacks _setbacks;
    readonly ContainerLifecycle _lifecycle;
    readonly PatientCommit _commit;
    readonly RetryTimes _retries;
    readonly Signal _signal = new();
    readonly GateTurn _reading;
    readonly GateTurn _opening;
    readonly ITimer _timer;
    readonly Func<bool> _mayOpen;
    readonly Func<bool> _mayRead;
    long _flushMs = long.MaxValue;

    /// <param name="engine">Asked for the log.</param>
    /// <param name="link">Shared by the engine's containers.</param>
    /// <param name="context">Shared by all.</param>
    /// <param name="state">What is known so far.</param>
    /// <param name="key">Of its position.</param>
    /// <param name="stored">What the store has under that key and below; null if it was never seen.</param>
    /// <param name="isNew">It came after the service's first start: everything is wanted.</param>
    public ContainerCollector(
        IDockerEngine engine,
        EngineLink link,
        CollectorContext context,
        ContainerState state,
        string key,
        IReadOnlyDictionary<string, byte[]>? stored,
        bool isNew)
    {
        (_link, _context) = (link, context);
        Inbox = new ContainerInbox(_signal);
        (_reading, _opening) = (new GateTurn(link.LargeReadTurns, _signal), new GateTurn(link.OpeningTurns, _signal));
        _timer = context.Time.CreateTimer(static signal => ((Signal)signal!).Set(), _signal, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _retries = new RetryTimes(context);
        _runs = new ContainerRuns(state.IsRunning, state.State == "created" ? link.Session : -1);
        _intake = new LogIntake(key, context.Pipeline, context.Writers, context.Metrics) { Sources = new SourceTable(state.Identity) };
        _commit = new PatientCommit(_intake, context);
        _following = new LogFollowing(engine, state.Identity.Id, _intake, _opening, _signal, context);
        _verification = new LogVerification(engine, state.Identity.Id, _intake, _following, _runs, _retries, _reading, context);
        _inspection = new ContainerInspection(engine, link, context, state, _intake, _following, _runs, Desk);
        _removal = new ContainerRemoval(_intake, _following, _runs, context);
        _lifecycle = new ContainerLifecycle(_intake, link, context, isNew);
        _setbacks = new ContainerSetbacks(link, context, _intake, _following, _runs, _retries, _inspection, _removal, Desk, _lifecycle);
        (_mayOpen, _mayRead) = (_opening.TryEnter, () => Desk.MayRun(_following.Log, State));
        if (stored is not null && !_intake.Restore(stored)) CollectorLog.BadPosition(context.Logger, state.Identity.Name);
        _lifecycle.Restore();
        Desk.WantsHistory = !_intake.HasPosition && !isNew;
        _intake.FromBeginning |= !_intake.HasPosition && isNew;
    }

    public ContainerInbox Inbox { get; }

    public string Id => State.Identity.Id;

    public string Name => State.Identity.Name;

    ContainerState State => _inspection.State;

    ContainerReport Report => _inspection.Report;

    CatchUpDesk Desk => _verification.Desk;

    /// <summary>What was stored since the last call.</summary>
    public CollectedCounts TakeCounts() => _intake.TakeCounts();

    /// <summary>Returns when the container is gone and everything of it is stored, or when cancelled and everything taken is stored.</summary>
    /// <param name="stopping">Ends it.</param>
    /// <param name="grace">Cancelled a few seconds after: what is not stored then stays with Docker.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken grace)
    {
        await using var wake = stopping.UnsafeRegister(static signal => ((Signal)signal!).Set(), _signal);
        try
        {
            while (!stopping.IsCancellationRequested && !await TurnAsync(stopping, grace))
            {
            }
            if (stopping.IsCancellationRequested) await StopAsync(grace);
        }
        catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && grace.IsCancellationRequested))
        {
            CollectorLog.NotStored(_context.Logger, Name, exception.Message);
        }
        finally
        {
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _reading.Close();
        _opening.Close();
        await _timer.DisposeAsync();
        await _following.DisposeAsync();
    }

    /// <summary>One turn, and the one place where what the environment does is caught. True when the container is over.</summary>
    async Task<bool> TurnAsync(CancellationToken stopping, CancellationToken grace)
    {
        try
        {
            Read(Inbox.Take());
            if (_removal.IsKnown && _context.NowMs >= _retries.DueMs && await TryFinishAsync(grace)) return true;
            await StepAsync(stopping, grace);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (DockerUnavailableException exception)
        {
            _setbacks.EngineLost(exception);
        }
        catch (DockerRequestException exception)
        {
            _setbacks.EngineRefused(exception);
        }
        catch (IOException exception)
        {
            await _setbacks.NotStoredAsync(exception);
        }
        // A fault of ours must not end the collection of a container unseen.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await _setbacks.FailedAsync(exception);
        }
        return false;
    }

    void Read(ContainerNews news)
    {
        if (news.StartedNs > 0) _inspection.BeginRun(news.StartedNs);
        if (news.Runs is not null) _lifecycle.Hear(news.Runs);
        if (news.Died || news.Changed || IsOther(news.Listed)) _inspection.IsWanted = true;
        if (news.Died || news.Removed) _runs.Over();
        if (news.Removed) _removal.Note();
    }

    bool IsOther(ContainerSummary? listed) =>
        listed is not null && (listed.Name != Name || listed.State != State.State || State.Details is null || _inspection.Session != _link.Session);

    ContainerSituation Situation() => new()
    {
        NowMs = _context.NowMs,
        IsUp = _link.IsUp,
        RetryMs = _retries.DueMs,
        Follow = _following.State,
        IsRunning = State.IsRunning,
        IsReadable = State.Retention.IsReadable,
        IsInspected = State.Details is not null,
        TailIsDear = State.Retention.TailIsDear,
        IsRemoved = _removal.IsKnown,
        RemovalEndsMs = _removal.GraceEndsMs,
        EndIsUnread = _runs is { HasEnded: true, EndIsRead: false },
        WantsInspection = _inspection.IsWanted,
        WantsCatchUp = Desk.IsWanted,
        WantsHistory = Desk.WantsHistory,
        InspectMs = _inspection.DueMs,
        ReopenMs = _following.Reopen.DueMs,
        JoinMs = _following.JoinDueMs,
        VerifyMs = _following.Verify.DueMs,
        AuditMs = _verification.AuditDueMs,
        FlushMs = Math.Min(_intake.HoldsRecord ? _flushMs : long.MaxValue, _lifecycle.DueMs),
    };

    async Task StepAsync(CancellationToken stopping, CancellationToken grace)
    {
        var situation = Situation();
        // A turn that came too late is the next one's.
        if (!situation.CatchUpIsDue) _reading.Leave();
        if (!situation.OpenIsDue) _opening.Leave();
        await (situation.Next(_mayOpen, _mayRead) switch
        {
            ContainerStep.EndFollow => EndFollowAsync(),
            ContainerStep.Open => OpenAsync(stopping),
            ContainerStep.CatchUp => CatchUpAsync(stopping, grace),
            ContainerStep.Inspect => InspectAsync(stopping, grace),
            ContainerStep.Take => TakeAsync(grace),
            ContainerStep.Flush => FlushAsync(grace),
            ContainerStep.Audit => _verification.AuditAsync(State, stopping),
            _ => SleepAsync(situation),
        });
    }

    async Task SleepAsync(ContainerSituation situation)
    {
        // What is due already waits for something else, a turn at the gate or a batch, and that sets the signal.
        var (nowMs, wakeMs) = (situation.NowMs, situation.WakeMs);
        var wait = wakeMs <= nowMs || wakeMs == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(wakeMs - nowMs);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
        await _signal.WaitAsync();
    }

    async Task OpenAsync(CancellationToken stopping)
    {
        await _following.OpenAsync(State, Desk.WholeOnly, stopping);
        _runs.Opened(afterEnd: Inbox.TellsOfEnd);
        _retries.RequestSucceeded();
    }

    async Task EndFollowAsync()
    {
        var ended = await _following.EndAsync();
        if (ended.End == LogEnd.Cut && State.IsRunning) return;
        (Desk.IsWanted, _inspection.IsWanted) = (true, true);
        if (ended.End == LogEnd.Clean) _runs.Ended(ended);
        // Some engines lose the file they follow at a rotation and say so: the read that comes now tells whether it is worse.
        else if (ended.End == LogEnd.EngineError) _context.Metrics.LogReadFailures.Increment();
    }

    async Task CatchUpAsync(CancellationToken stopping, CancellationToken grace)
    {
        if (await _verification.CatchUpAsync(State, Report, () => CommitAsync(grace), stopping)) _inspection.IsWanted = true;
    }

    async Task InspectAsync(CancellationToken stopping, CancellationToken grace)
    {
        if (!await _inspection.RunAsync(See, () => CommitAsync(grace), stopping)) _removal.Note();
    }

    void See()
    {
        // What was heard meanwhile of runs is older than what was seen.
        var news = Inbox.Take();
        Read(news);
        _lifecycle.See(State, isNewest: news.Runs is null);
    }

    async Task TakeAsync(CancellationToken grace)
    {
        var log = _following.Log!;
        _following.Take(State.Retention);
        log.Read();
        if (_intake.HoldsRecord) _flushMs = _context.NowMs + HoldRecordMs;
        await CommitAsync(grace);
        await Task.Yield();
    }

    async Task FlushAsync(CancellationToken grace)
    {
        _flushMs = long.MaxValue;
        _intake.FlushRecords();
        await CommitAsync(grace);
    }

    async ValueTask CommitAsync(CancellationToken grace)
    {
        _lifecycle.Write();
        await _commit.CommitAsync(_following.Log, grace);
        _lifecycle.Committed();
        _retries.StoreSucceeded();
    }

    /// <summary>It is gone. True when all that there was of it is stored.</summary>
    async Task<bool> TryFinishAsync(CancellationToken grace)
    {
        if (!_removal.IsLogOver()) return false;
        if (_following.State == FollowState.Ended) await EndFollowAsync();
        _lifecycle.End(State);
        await _removal.FinishAsync(State, grace);
        Report.ShowRemoved(State);
        return true;
    }

    /// <summary>The service stops: what was taken is stored.</summary>
    async Task StopAsync(CancellationToken grace)
    {
        if (_following.State == FollowState.Ready) _following.Take(State.Retention);
        _intake.FlushRecords();
        _lifecycle.Write(all: true);
        await _intake.CommitAsync(grace);
    }
}
