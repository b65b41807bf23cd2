using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>
/// Each operation of the contract is called through its method, and what goes over the wire is held against the contract.
/// </summary>
public sealed class OperationTests : OperationConventions
{
    protected override TestedClient Tested => ClickFunnelsConventions.Tested;

    [Test]
    public Task A_list_fetches_its_further_pages() =>
        Each.OfAsync(
            Contract.Operations.Where(static operation => operation.IsPaged),
            async operation =>
            {
                using var service = new FakeService();
                service.Respond(200, """[{"id":1}]""", FakeService.Json, ("Pagination-Next", "20")).Respond(200, """[{"id":2}]""");
                using var client = service.Client();
                await Tested.CallAsync(client, operation, "a/b", static _ => null);

                Assert.That(service.Sent.Select(static request => request.Query), Is.EqualTo(new[] { "", "?after=20" }));
            }
        );
}
