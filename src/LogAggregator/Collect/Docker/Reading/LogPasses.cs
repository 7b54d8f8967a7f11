using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>Reads a container's log once for each pass, and does with its messages what the pass says.</summary>
/// <param name="engine">Asked for the log.</param>
/// <param name="id">The container.</param>
/// <param name="terminal">It has a terminal; null if not known.</param>
/// <param name="intake">Takes the messages.</param>
/// <param name="retention">What the log keeps.</param>
/// <param name="commit">Stores what was taken, after each batch.</param>
/// <param name="time">Bounds silence.</param>
sealed class LogPasses(
    IDockerEngine engine, string id, bool? terminal, LogIntake intake, LogRetention retention, Func<ValueTask> commit, TimeProvider time)
{
    /// <summary>Reads of so many messages are read to their end to learn whether the log has more.</summary>
    const long CheapTail = 8_000;

    /// <summary>New messages found by all passes.</summary>
    public long Found { get; private set; }

    public async Task ReadAsync(CatchUpPass pass, CancellationToken cancellationToken)
    {
        await using var reading = await engine.OpenLogsAsync(id, new LogRequest(Follow: false, pass.Tail, terminal), cancellationToken);
        var batch = new MessageBatch();
        var more = pass.Tail is null
            ? await reading.ReadAsync(batch, cancellationToken)
            : await TailSilence.ReadFirstAsync(reading, batch, time, cancellationToken);
        if (more is null)
        {
            (pass.End, pass.WasSilent) = (LogEnd.Clean, true);
            return;
        }
        for (; more is true; more = await reading.ReadAsync(batch, cancellationToken))
        {
            for (var i = 0; i < batch.Count && !pass.BrokenOff; i++) Take(pass, batch, batch[i]);
            if (pass.BrokenOff) return;
            if (pass.Mode is not (PassMode.Seek or PassMode.Skip) && !pass.IsProbe) await commit();
        }
        pass.End = reading.End;
        pass.Error = reading.EngineError;
    }

    void Take(CatchUpPass pass, MessageBatch batch, DockerMessage message)
    {
        var payload = batch.Payload(message);
        var key = pass.Keys.Next(message.Stream, message.TimestampNs, payload);
        pass.See(key, message);
        if (pass.IsProbe) return;
        if (pass.Count <= pass.LeftOut) LeaveOut(pass, key, message);
        else if (pass.Mode == PassMode.Skip) intake.Ledger.SetMark(key, message.Stream);
        else if (IsBehindMark(pass, key, message)) TakeUnknown(pass, key, message, payload);
    }

    /// <summary>The last of what is left out is the mark.</summary>
    void LeaveOut(CatchUpPass pass, MessageKey key, DockerMessage message)
    {
        if (pass.Count < pass.LeftOut) return;
        intake.Ledger.SetMark(key, message.Stream);
        intake.Ledger.Cover(pass.NewestNs);
    }

    bool IsBehindMark(CatchUpPass pass, MessageKey key, DockerMessage message)
    {
        if (pass.Mode == PassMode.Seek) Seek(pass, key, message);
        if (pass.Mode == PassMode.Seek || pass.BrokenOff) return false;
        if (pass.Mode == PassMode.TakeRest)
        {
            NoteGap(pass, key);
            // The log may begin inside of the line that is the mark.
            return !(pass.MayBeginInsideOfLine(message) && message.TimestampNs == pass.MarkNs);
        }
        // As old as what was left out by choice, or as what was read before the log was emptied.
        return intake.Ledger.HasAnchors || !intake.Ledger.IsCovered(message.Stream, message.TimestampNs);
    }

    void Seek(CatchUpPass pass, MessageKey key, DockerMessage message)
    {
        if (intake.Ledger.IsAnchor(key))
        {
            pass.Mode = PassMode.Take;
            return;
        }
        // What is returned begins behind the mark: nothing of it can be the mark.
        if (pass.Count > 1 || intake.Ledger.IsCovered(message.Stream, message.TimestampNs)) return;
        if (pass.Tail is null) pass.Mode = PassMode.TakeRest;
        else pass.BrokenOff = pass.Tail > CheapTail;
    }

    void TakeUnknown(CatchUpPass pass, MessageKey key, DockerMessage message, ReadOnlySpan<byte> payload)
    {
        var known = intake.Ledger.Knows(key)
            || (pass.MayBeginInsideOfLine(message) && intake.Ledger.KnowsTime(message.Stream, message.TimestampNs));
        if (known)
        {
            intake.Ledger.Confirm(key, message.Stream);
            intake.Interrupt(message.Stream);
            return;
        }
        Found++;
        intake.Take(key, message.Stream, payload, verified: true, prompt: false);
    }

    void NoteGap(CatchUpPass pass, MessageKey first)
    {
        if (pass.GapNoted) return;
        pass.GapNoted = true;
        var mark = intake.Ledger.HasAnchors ? intake.Ledger.NewestAnchor : new MessageKey(intake.StartedNs, 0);
        pass.MarkNs = mark.TimestampNs;
        var doubt = pass.Reason == GapReason.Rotation
            ? GapJudge.BetweenMarkAndLog(mark, intake.Ledger.Unverified, first, retention)
            : (mark.TimestampNs, first.TimestampNs);
        if (doubt is (var from, var to)) intake.AddGap(GapRecord.Between(pass.Reason, from, to));
        intake.Ledger.ForgetAnchors();
    }
}
