using System;
using System.Collections.Generic;
using System.IO;
using LogAggregator.Cli;
using LogAggregator.Configuration;
using LogAggregator.Demo;
using LogAggregator.Engine;
using Microsoft.AspNetCore.Connections;
using Xunit;

namespace LogAggregator.Tests.Cli;

public sealed class StartFailureTests
{
    static readonly ServiceOptions Options = OptionsReader.Read(new Dictionary<string, string>(), _ => null, out _);

    [Fact]
    public void APortInUseIsNamed() => Assert.Contains("port 8022 is in use", Describe(new IOException("x", new AddressInUseException("y"))), StringComparison.Ordinal);

    [Fact]
    public void ADirectoryThatMayNotBeWrittenIsNamed() => Assert.Contains("/app/logs", Describe(new UnauthorizedAccessException("no")), StringComparison.Ordinal);

    [Fact]
    public void ADirectoryThatIsInUseIsNamed() => Assert.Contains("another", Describe(new StoreInUseException("locked")), StringComparison.Ordinal);

    [Fact]
    public void ADirectoryThatIsNotOfTheDemoIsNamed() => Assert.Contains("/app/logs holds records that are not of the demo", Describe(new DemoRefusedException()), StringComparison.Ordinal);

    [Fact]
    public void AFaultOfOurOwnIsNoSentence() => Assert.Null(StartFailure.Describe(new InvalidOperationException(), Options));

    static string Describe(Exception exception) => StartFailure.Describe(exception, Options)!;
}
