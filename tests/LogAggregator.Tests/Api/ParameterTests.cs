using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class ParameterTests
{
    [Fact]
    public async Task EveryBadParameterIsNamedWithWhatIsAllowed()
    {
        await using var service = await TestService.StartAsync();
        foreach (var row in CaseFile.Read("Api/bad-parameters.txt"))
        {
            using var response = await service.GetAsync(row[0]);
            Assert.True((int)response.StatusCode == 400, row[0]);
            var problem = await TestService.ProblemAsync(response, 400);
            var error = Assert.Single(problem["errors"]!.AsArray())!;
            Assert.Equal(row[1], (string)error["parameter"]!);
            Assert.Contains(row[1], (string)error["message"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SeveralBadParametersAreToldTogether()
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.GetAsync("/logs?limit=x&level=y&colour=z");
        var errors = (await TestService.ProblemAsync(response, 400))["errors"]!.AsArray();
        Assert.Equal(["colour", "level", "limit"], errors.Select(error => (string)error!["parameter"]!).Order());
    }
}
