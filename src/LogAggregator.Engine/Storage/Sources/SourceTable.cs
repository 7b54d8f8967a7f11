using System;
using System.Collections.Generic;
using System.Threading;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Sources;

/// <summary>
/// Numbers the sources while the store is open, from 0; files have their own numbers. Adding takes a lock, reading
/// none. A number is kept until the store closes, also after its records went.
/// </summary>
sealed class SourceTable
{
    /// <summary>
    /// Different services that lines may name themselves. 65,536: about 20 MB of memory if a program prints a random
    /// one each time. Above it a source keeps no service, and the line itself still has it. Containers do not count.
    /// </summary>
    public const int MaxOwnServices = 65_536;

    readonly Lock _lock = new();
    readonly Dictionary<LogSource, int> _numbers = [];
    readonly int _maxOwnServices;
    LogSource[] _sources = new LogSource[16];
    volatile int _count;
    int _ownServices;

    public SourceTable(int maxOwnServices = MaxOwnServices) => _maxOwnServices = maxOwnServices;

    public int Count => _count;

    public LogSource this[int number] => Volatile.Read(ref _sources)[number];

    public int Intern(LogSource source)
    {
        lock (_lock)
        {
            if (_numbers.TryGetValue(source, out var number)) return number;
            if (!NamesItself(source)) return Add(source);
            if (_ownServices >= _maxOwnServices) return InternWithoutService(source);
            _ownServices++;
            return Add(source);
        }
    }

    /// <summary>The numbers of a batch's sources.</summary>
    public void Intern(IReadOnlyList<LogSource> sources, List<int> numbers)
    {
        numbers.Clear();
        foreach (var source in sources) numbers.Add(Intern(source));
    }

    static bool NamesItself(LogSource source) =>
        source.Service.Length > 0 && source.Service != source.ComposeService && source.Service != source.ContainerName;

    int InternWithoutService(LogSource source)
    {
        var nameless = source with { Service = "" };
        return _numbers.TryGetValue(nameless, out var number) ? number : Add(nameless);
    }

    int Add(LogSource source)
    {
        var number = _count;
        if (number == _sources.Length)
        {
            var larger = new LogSource[number * 2];
            Array.Copy(_sources, larger, number);
            Volatile.Write(ref _sources, larger);
        }

        _sources[number] = source;
        _numbers.Add(source, number);
        _count = number + 1;
        return number;
    }
}
