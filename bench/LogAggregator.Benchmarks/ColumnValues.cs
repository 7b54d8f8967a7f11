using System;
using BenchmarkDotNet.Attributes;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Benchmarks;

/// <summary>Short values from one list into another, as sealing gathers the variables of a template: as spans, and as vectors.</summary>
public class ColumnValues
{
    readonly ValueList _source = new();
    readonly ValueList _target = new();

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var value = new byte[64];
        for (var i = 0; i < 10_000; i++) _source.Add(value.AsSpan(0, random.Next(40, 64)));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = 10_000)]
    public int Spans()
    {
        _target.Clear();
        for (var i = 0; i < _source.Count; i++) _target.Add(_source[i][5..(6 + i % 9)]);
        return _target.ByteLength;
    }

    [Benchmark(OperationsPerInvoke = 10_000)]
    public int Vectors()
    {
        _target.Clear();
        for (var i = 0; i < _source.Count; i++) _target.AddPart(_source.Bytes, _source.StartOf(i) + 5, 1 + i % 9);
        return _target.ByteLength;
    }
}
