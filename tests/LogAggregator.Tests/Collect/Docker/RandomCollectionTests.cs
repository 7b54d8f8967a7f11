using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

/// <summary>
/// Anything may happen at any moment. The seed is in the message of a failure: <c>COLLECT_SEED=17</c> runs it alone,
/// <c>COLLECT_SEEDS=1000</c> runs as many.
/// </summary>
public sealed class RandomCollectionTests
{
    static readonly (long MaxFileBytes, int MaxFiles)[] Rotations = [(0, 1), (0, 1), (10_000, 2), (10_000, 1), (100_000, 3), (1_000_000, 5), (20_000_000, 1)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryLineIsStoredOnceOrCoveredByAGap(bool isOld)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLLECT_SEED"), out var one))
        {
            new Run(one, isOld).Play();
            return;
        }
        var seeds = int.TryParse(Environment.GetEnvironmentVariable("COLLECT_SEEDS"), out var count) ? count : 25;
        for (var seed = 1; seed <= seeds; seed++) new Run(seed, isOld).Play();
    }

    sealed class Run(int seed, bool isOld)
    {
        readonly Random _random = new(seed);
        readonly World _world = new(seed, isOld);
        readonly List<FakeContainer> _all = [];
        readonly List<FakeContainer> _alive = [];
        readonly HashSet<FakeContainer> _mayMiss = [];
        readonly HashSet<FakeContainer> _mayBeUnseen = [];
        readonly List<Action> _unfinished = [];
        int _line;

        public void Play()
        {
            _world.StartCollector();
            _world.Pass(100);
            for (var i = 0; i < 120; i++)
            {
                Act();
                if (_random.Next(3) == 0) _world.Pass(_random.Next(1, 400));
                else _world.PassMoment(_random.Next(1, 60));
            }
            _world.Store.IsFull = false;
            _world.Do(_world.Engine.ComeBack);
            FinishLines();
            _world.Pass(120_000);
            foreach (var container in _alive.Where(container => container.IsRunning).ToList()) _world.Do(() => _world.Engine.Stop(container));
            _world.Pass(60_000);
            var about = $"seed {seed}, {(isOld ? "old" : "new")} engine:";
            _world.AssertComplete(_all.Where(container => _alive.Contains(container) || !MayBeUnseen(container)), about);
            foreach (var container in _all.Where(container => !_mayMiss.Contains(container)))
                Assert.False(_world.Gaps.Any(gap => gap.Contains($" {container.Name} ", StringComparison.Ordinal)), $"{about} {container.Name} has a gap without reason");
            _world.StopCollector();
        }

        /// <summary>Nobody can know of a container that came and went, or ran once more, while nobody looked.</summary>
        bool MayBeUnseen(FakeContainer container) =>
            _mayBeUnseen.Contains(container) && (container.Run > 1 || _world.Lines(container.Name).Count == 0);

        void Act()
        {
            switch (_random.Next(41))
            {
                case < 3 when _alive.Count < 8:
                    Create();
                    break;
                case < 24 when _alive.Count > 0:
                    Print(Any());
                    break;
                case < 28 when _alive.Count > 0:
                    StopOrStart(Any());
                    break;
                case 28 when _alive.Count > 0:
                    Remove(Any());
                    break;
                case 40 when _alive.Count > 0:
                    PauseOrGoOn(Any());
                    break;
                case < 31:
                    _world.Do(_world.Engine.CutFollowed);
                    break;
                case 31:
                    _mayBeUnseen.UnionWith(_alive);
                    _world.Do(_world.Engine.GoDown);
                    break;
                case < 35:
                    _world.Do(_world.Engine.ComeBack);
                    break;
                case < 37:
                    FinishLines();
                    _mayBeUnseen.UnionWith(_all);
                    _world.Kill();
                    _world.StartCollector();
                    break;
                case 37:
                    _world.Store.IsFull = true;
                    break;
                case < 40:
                    _world.Store.IsFull = false;
                    break;
            }
        }

        FakeContainer Any() => _alive[_random.Next(_alive.Count)];

        void Create()
        {
            var (bytes, files) = Rotations[_random.Next(Rotations.Length)];
            var container = _world.Engine.Create($"c{_all.Count}", bytes, files, autoRemove: bytes is 0 or >= 1_000_000 && _random.Next(4) == 0);
            if (bytes > 0 || container.AutoRemove) _mayMiss.Add(container);
            if (!_world.Status.Engines.Any(engine => engine.Connected)) _mayBeUnseen.Add(container);
            _all.Add(container);
            _alive.Add(container);
            _world.Do(() => _world.Engine.Start(container));
        }

        void StopOrStart(FakeContainer container)
        {
            FinishLines();
            if (container.IsRunning)
            {
                _world.Do(() => _world.Engine.Stop(container));
                if (container.AutoRemove) _alive.Remove(container);
                return;
            }
            _world.Do(() => _world.Engine.Start(container));
        }

        void PauseOrGoOn(FakeContainer container)
        {
            if (!container.IsRunning) return;
            if (container.IsPaused) _world.Do(() => _world.Engine.Unpause(container));
            else _world.Do(() => _world.Engine.Pause(container));
        }

        void Remove(FakeContainer container)
        {
            _mayMiss.Add(container);
            FinishLines();
            _alive.Remove(container);
            _world.Do(() => _world.Engine.Remove(container));
        }

        void Print(FakeContainer container)
        {
            if (!container.IsRunning) return;
            var count = _random.Next(10) == 0 ? _random.Next(3_000) : _random.Next(40);
            _world.Do(() =>
            {
                for (var i = 0; i < count; i++) PrintLine(container);
                // What is rotated away beside the beginning of a slow line is newer than its end: no gap by time can say that.
                if (_random.Next(5) == 0 && _unfinished.Count == 0 && !_mayMiss.Contains(container))
                    _unfinished.Add(container.PrintSlowly(OutputStream.Stderr, $"slow {_line++} " + new string('z', 40_000)));
            });
        }

        void PrintLine(FakeContainer container)
        {
            var stream = _random.Next(3) == 0 && _unfinished.Count == 0 ? OutputStream.Stderr : OutputStream.Stdout;
            var padding = _random.Next(400) == 0 ? _random.Next(50_000) : _random.Next(60);
            container.Print(stream, $"line {_line++} " + new string('y', padding));
        }

        void FinishLines()
        {
            foreach (var finish in _unfinished) _world.Do(finish);
            _unfinished.Clear();
        }
    }
}
