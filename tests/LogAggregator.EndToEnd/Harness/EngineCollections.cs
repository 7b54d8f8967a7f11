using System;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>One engine for all the classes of a collection; tests of one collection run one after the other.</summary>
public abstract class SharedEngine(EngineKind kind) : IAsyncLifetime
{
    DockerDaemon? _daemon;

    internal EngineKind Kind => kind;

    internal DockerDaemon Daemon => _daemon!;

    public async ValueTask InitializeAsync()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("E2E_SKIP"))) _daemon = await DockerDaemon.StartAsync(Kind);
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is not null) await _daemon.DisposeAsync();
    }
}

public sealed class OldEngine() : SharedEngine(EngineKind.Old);

public sealed class NewEngine() : SharedEngine(EngineKind.New);

[CollectionDefinition(Name)]
public sealed class OldEngineTests : ICollectionFixture<OldEngine>
{
    public const string Name = "Docker 20.10";
}

[CollectionDefinition(Name)]
public sealed class NewEngineTests : ICollectionFixture<NewEngine>
{
    public const string Name = "Docker 26.1";
}
