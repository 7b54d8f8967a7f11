using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing.Levels;
using LogAggregator.Engine.Parsing.Times;

namespace LogAggregator.Engine.Parsing.Fields;

/// <summary>
/// Takes the keys and values of one structured line and decides which of them is its message, level, time, service;
/// all others stay fields, in the line's order. Used again for the next line.
/// </summary>
sealed class FieldCollector
{
    /// <summary>Rank of what is found inside an object: any key of the line itself is better.</summary>
    const int InnerRank = int.MaxValue - 1;

    readonly List<ParsedField> _all = [];
    readonly Winner[] _winners = new Winner[(int)FieldRole.Metadata];
    Level _level;
    long _timeNs;

    public void Reset()
    {
        _all.Clear();
        Array.Fill(_winners, Winner.None);
    }

    /// <param name="field">The key and its value.</param>
    /// <param name="raw">Where in the line the value is written, without quotes.</param>
    /// <param name="name">What its key stands for; null for nothing.</param>
    public void Add(in ParsedField field, TextSlice raw, FieldName? name)
    {
        if (name is not null) Offer(field, name, new Winner(_all.Count, name.Rank, raw, field.Value));
        _all.Add(field);
    }

    /// <summary>A role's value inside of an object; the object stays a field.</summary>
    public void AddInner(in ParsedField field, FieldName name) => Offer(field, name, new Winner(-1, InnerRank, default, field.Value));

    /// <summary>Writes what was collected to the line's result.</summary>
    public void Finish(ParsedLine parsed)
    {
        if (Of(FieldRole.Time).Exists) parsed.TimestampNs = _timeNs;
        if (Of(FieldRole.Level).Exists) parsed.Level = _level;
        if (Of(FieldRole.Message).Exists) parsed.Message = Of(FieldRole.Message).Value;
        parsed.Service = Of(FieldRole.Service).Value;
        parsed.ContainerName = Of(FieldRole.ContainerName).Value;
        parsed.ContainerId = Of(FieldRole.ContainerId).Value;
        parsed.Written = new WrittenRoles(Of(FieldRole.Time).Raw, Of(FieldRole.Level).Raw, Of(FieldRole.Message).Raw, Of(FieldRole.Service).Raw);
        for (var i = 0; i < _all.Count; i++)
        {
            if (!IsWinner(i)) parsed.Add(_all[i]);
        }
    }

    ref readonly Winner Of(FieldRole role) => ref _winners[(int)role];

    void Offer(in ParsedField field, FieldName name, in Winner candidate)
    {
        if (name.Role >= FieldRole.Metadata) return;
        ref var winner = ref _winners[(int)name.Role];
        if (candidate.Rank < winner.Rank && Suits(field, name)) winner = candidate;
    }

    /// <summary>A level that is none, a time that does not parse, an object as a message stay what they are: fields.</summary>
    bool Suits(in ParsedField field, FieldName name) => name.Role switch
    {
        FieldRole.Level => TakeLevel(field, name.Scale),
        FieldRole.Time => TakeTime(field),
        FieldRole.Message => field.Kind is FieldKind.Text or FieldKind.Number or FieldKind.Boolean,
        _ => field.Kind is FieldKind.Text,
    };

    bool TakeLevel(in ParsedField field, LevelScale scale)
    {
        if (field.Kind is not (FieldKind.Text or FieldKind.Number)) return false;
        var text = field.Value.Span;
        if (!LevelWords.TryParse(text, out var level) && !LevelNumbers.TryParse(text, scale, out level)) return false;
        _level = level;
        return true;
    }

    bool TakeTime(in ParsedField field)
    {
        var ns = 0L;
        var isTime = field.Kind switch
        {
            FieldKind.Text => WrittenTime.TryParse(field.Value.Span, out ns),
            FieldKind.Number => EpochTime.TryParse(field.Value.Span, out ns),
            _ => false,
        };
        if (isTime) _timeNs = ns;
        return isTime;
    }

    bool IsWinner(int index)
    {
        foreach (ref readonly var winner in _winners.AsSpan())
        {
            if (winner.Index == index) return true;
        }

        return false;
    }

    /// <param name="Index">Of the field; negative if the value is inside of one.</param>
    /// <param name="Rank">The smaller the better.</param>
    /// <param name="Raw">Where it is written.</param>
    /// <param name="Value">The value, unescaped.</param>
    readonly record struct Winner(int Index, int Rank, TextSlice Raw, ReadOnlyMemory<byte> Value)
    {
        public static Winner None => new(-1, int.MaxValue, default, default);

        public bool Exists => Rank != int.MaxValue;
    }
}
