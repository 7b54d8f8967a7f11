using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Positions;

/// <summary>
/// What is known of one container's messages. The *mark* is a place in the file order of the log: every message before
/// it is stored. The newest 64 before it are its anchors, by which it is found again. Behind it may lie messages that
/// are stored as well: those that a followed log gave and no read of the log has confirmed yet, and those that lie behind
/// the beginning of an unfinished line. Not for use by two threads at once.
/// </summary>
sealed class MessageLedger
{
    public const int MaxAnchors = 64;

    readonly Dictionary<MessageKey, Place> _known = [];
    readonly Queue<TakenMessage> _anchors = new();
    readonly Queue<TakenMessage> _verified = new();
    readonly List<TakenMessage> _unverified = [];
    readonly List<TakenMessage> _uncommitted = [];
    readonly long[] _highNs = new long[3];
    MessageKey _newestAnchor;
    long _settledBelow;
    long _next = 1;

    enum Place : byte
    {
        Anchor,
        Verified,
        Unverified,
    }

    /// <summary>Number that the next message taken gets.</summary>
    public long NextNumber => _next;

    public bool HasAnchors => _anchors.Count > 0;

    public IReadOnlyCollection<TakenMessage> Anchors => _anchors;

    /// <summary>Newest message before the mark.</summary>
    public MessageKey NewestAnchor => _newestAnchor;

    /// <summary>Messages taken that no read of the log has confirmed, in the order they came.</summary>
    public IReadOnlyList<TakenMessage> Unverified => _unverified;

    /// <summary>Messages behind the mark.</summary>
    public int WindowCount => _verified.Count + _unverified.Count;

    public bool Knows(MessageKey key) => _known.ContainsKey(key);

    /// <summary>The same, of a message that was read without those before it: it may be a later part of a long line.</summary>
    public bool KnowsAsPart(MessageKey key)
    {
        for (var number = 0; number < MaxAnchors; number++)
        {
            if (Knows(key.Part(number))) return true;
        }
        return false;
    }

    public bool IsAnchor(MessageKey key) => _known.TryGetValue(key, out var place) && place == Place.Anchor;

    /// <summary>The stream's messages up to this time lie before the mark, unless its clock was set back.</summary>
    public bool IsCovered(OutputStream stream, long timestampNs) => timestampNs <= _highNs[(int)stream];

    /// <summary>Something was before the mark once.</summary>
    public bool HasCovered => _highNs[1] > 0 || _highNs[2] > 0;

    public long HighNs(OutputStream stream) => _highNs[(int)stream];

    /// <summary>Takes a new message and returns its number. It is open until a <see cref="Settle"/> says otherwise.</summary>
    public long Take(MessageKey key, OutputStream stream, bool verified, bool prompt)
    {
        var message = new TakenMessage(key, stream, _next++, verified, prompt);
        _known[key] = verified ? Place.Verified : Place.Unverified;
        if (verified) _verified.Enqueue(message);
        else _unverified.Add(message);
        _uncommitted.Add(message);
        return message.Number;
    }

    /// <summary>A read of the log, or a followed log that is trusted, has come by a message that is known: it is verified.</summary>
    public void Confirm(MessageKey key, OutputStream stream)
    {
        if (!IsUnverified(key)) return;
        _known[key] = Place.Verified;
        _verified.Enqueue(new TakenMessage(key, stream, _next++, Verified: true, Prompt: false));
    }

    /// <summary>A followed log has come by a message that is known from before: now its place among the others is known.</summary>
    public void Reorder(MessageKey key)
    {
        if (!IsUnverified(key)) return;
        var index = _unverified.FindIndex(message => message.Key == key);
        _unverified.Add(_unverified[index] with { Number = _next++ });
        _unverified.RemoveAt(index);
    }

    /// <summary>Moves the mark as far as possible: not past the first open message of a stream.</summary>
    /// <param name="firstOpen">Number of the first message that is not part of a stored record; <see cref="long.MaxValue"/> if there is none.</param>
    public void Settle(long firstOpen)
    {
        while (_verified.TryPeek(out var message) && message.Number < firstOpen)
        {
            _verified.Dequeue();
            AddAnchor(message);
            _settledBelow = message.Number + 1;
        }
    }

    /// <summary>Gives the messages that a record has now, but that lie behind the mark: they must be remembered with the position.</summary>
    public void CollectBehindMark(Func<OutputStream, long> firstOpenOf, List<TakenMessage> behind)
    {
        var kept = 0;
        for (var i = 0; i < _uncommitted.Count; i++)
        {
            var message = _uncommitted[i];
            if (message.Number >= firstOpenOf(message.Stream)) _uncommitted[kept++] = message;
            else if (!message.Verified || message.Number >= _settledBelow) behind.Add(message);
        }
        _uncommitted.RemoveRange(kept, _uncommitted.Count - kept);
    }

    /// <summary>Messages that a record has lie behind the mark.</summary>
    public bool HasStoredBehindMark(Func<OutputStream, long> firstOpenOf)
    {
        foreach (var message in _verified)
        {
            if (message.Number < firstOpenOf(message.Stream)) return true;
        }
        foreach (var message in _unverified)
        {
            if (message.Number < firstOpenOf(message.Stream)) return true;
        }
        return false;
    }

    /// <summary>The stream has a message of this time that no read of the log has confirmed.</summary>
    public bool KnowsTime(OutputStream stream, long timestampNs)
    {
        foreach (var message in _unverified)
        {
            if (message.Key.TimestampNs == timestampNs && message.Stream == stream) return true;
        }
        return false;
    }

    /// <summary>The stream has a message of this time behind the mark.</summary>
    public bool HasBehindMark(OutputStream stream, long timestampNs)
    {
        foreach (var message in _verified)
        {
            if (message.Key.TimestampNs == timestampNs && message.Stream == stream) return true;
        }
        return KnowsTime(stream, timestampNs);
    }

    /// <summary>A read of the log has reached its end: what it did not come by is no longer in the log, but may be followed again.</summary>
    public void EndVerification()
    {
        foreach (var message in _unverified)
        {
            if (!IsUnverified(message.Key)) continue;
            _known.Remove(message.Key);
            _highNs[(int)message.Stream] = Math.Max(_highNs[(int)message.Stream], message.Key.TimestampNs);
        }
        _unverified.Clear();
        if (_known.Count > 4 * MaxAnchors || _known.EnsureCapacity(0) <= 16 * MaxAnchors) return;
        _known.TrimExcess();
        _unverified.TrimExcess();
        _verified.TrimExcess();
        _uncommitted.TrimExcess();
    }

    /// <summary>
    /// Before a read of the log: it comes by all that lies behind the mark again, in the order of the log. Open messages are
    /// forgotten and taken anew.
    /// </summary>
    public void Rewind(Func<OutputStream, long> firstOpenOf)
    {
        bool IsOpen(TakenMessage message) => message.Number >= firstOpenOf(message.Stream);
        var behind = new List<TakenMessage>(_verified.Count);
        foreach (var message in _verified) behind.Add(message with { Verified = false });
        _verified.Clear();
        _unverified.RemoveAll(message => !IsUnverified(message.Key));
        _unverified.InsertRange(0, behind);
        foreach (var message in _unverified)
        {
            if (IsOpen(message)) _known.Remove(message.Key);
            else if (_known.TryGetValue(message.Key, out var place) && place == Place.Verified) _known[message.Key] = Place.Unverified;
        }
        _unverified.RemoveAll(IsOpen);
        _uncommitted.RemoveAll(IsOpen);
        for (var i = 0; i < _uncommitted.Count; i++) _uncommitted[i] = _uncommitted[i] with { Verified = false };
    }

    /// <summary>The log no longer has the mark: it begins anew at the next message. Times stay covered.</summary>
    public void ForgetAnchors()
    {
        foreach (var anchor in _anchors) _known.Remove(anchor.Key);
        _anchors.Clear();
        _newestAnchor = default;
    }

    /// <summary>What was followed was complete, as it turns out: it is as good as verified.</summary>
    /// <param name="first">Number that the log's first message got.</param>
    public void TrustFollowed(long first)
    {
        foreach (var message in _unverified)
        {
            if (message.Number < first || !IsUnverified(message.Key)) continue;
            _known[message.Key] = Place.Verified;
            _verified.Enqueue(message with { Verified = true });
        }
        _unverified.RemoveAll(message => message.Number >= first);
        for (var i = 0; i < _uncommitted.Count; i++)
        {
            if (_uncommitted[i].Number >= first) _uncommitted[i] = _uncommitted[i] with { Verified = true };
        }
    }

    /// <summary>Moves the mark behind a message that is left out by choice.</summary>
    public void SetMark(MessageKey key, OutputStream stream) => AddAnchor(new TakenMessage(key, stream, 0, Verified: true, Prompt: false));

    /// <summary>Both streams' messages up to this time are left out by choice.</summary>
    public void Cover(long timestampNs)
    {
        for (var stream = 1; stream < _highNs.Length; stream++) _highNs[stream] = Math.Max(_highNs[stream], timestampNs);
    }

    /// <summary>Puts back what a position says.</summary>
    public void Restore(ContainerPosition position, IEnumerable<(MessageKey Key, OutputStream Stream)> window)
    {
        foreach (var (key, stream) in position.Anchors)
            AddAnchor(new TakenMessage(key, stream, 0, Verified: true, Prompt: false));
        _highNs[1] = position.StdoutHighNs;
        _highNs[2] = position.StderrHighNs;
        foreach (var (key, stream) in window)
        {
            if (!_known.TryAdd(key, Place.Unverified)) continue;
            _unverified.Add(new TakenMessage(key, stream, _next++, Verified: false, Prompt: false));
        }
    }

    bool IsUnverified(MessageKey key) => _known.TryGetValue(key, out var place) && place == Place.Unverified;

    void AddAnchor(TakenMessage message)
    {
        _known[message.Key] = Place.Anchor;
        _newestAnchor = message.Key;
        _highNs[(int)message.Stream] = Math.Max(_highNs[(int)message.Stream], message.Key.TimestampNs);
        _anchors.Enqueue(message);
        if (_anchors.Count <= MaxAnchors) return;
        var oldest = _anchors.Dequeue();
        if (_known.TryGetValue(oldest.Key, out var place) && place == Place.Anchor) _known.Remove(oldest.Key);
    }
}
