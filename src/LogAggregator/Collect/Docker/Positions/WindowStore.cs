using System.Collections.Generic;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Positions;

/// <summary>
/// Keeps the messages that are stored behind the mark beside the position: in chunks under keys of their own, so that
/// a batch writes only what is new. All go when the mark has passed them.
/// </summary>
sealed class WindowStore(string prefix)
{
    const int ChunkMessages = 128;

    readonly HashSet<string> _keys = [];
    readonly List<(MessageKey, OutputStream)> _chunk = [];
    int _number;

    /// <summary>Takes over what the store has. Bytes that cannot be read are left out.</summary>
    public List<(MessageKey Key, OutputStream Stream)> Restore(IEnumerable<KeyValuePair<string, byte[]>> stored)
    {
        var messages = new List<(MessageKey, OutputStream)>();
        _keys.Clear();
        _chunk.Clear();
        foreach (var (key, bytes) in stored)
        {
            _keys.Add(key);
            PositionCodec.TryDecodeWindow(bytes, messages);
            if (int.TryParse(key[prefix.Length..], out var number) && number >= _number) _number = number + 1;
        }
        return messages;
    }

    public void Add(List<TakenMessage> behind, RecordBatch batch)
    {
        if (behind.Count == 0) return;
        foreach (var message in behind) _chunk.Add((message.Key, message.Stream));
        var key = prefix + _number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _keys.Add(key);
        batch.SetPosition(key, PositionCodec.EncodeWindow(_chunk));
        if (_chunk.Count < ChunkMessages) return;
        _chunk.Clear();
        _number++;
    }

    public bool IsEmpty => _keys.Count == 0;

    public void RemoveAll(RecordBatch batch)
    {
        foreach (var key in _keys) batch.RemovePosition(key);
        _keys.Clear();
        _chunk.Clear();
        _number++;
    }
}
