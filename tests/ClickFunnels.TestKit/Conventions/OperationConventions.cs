using System.Globalization;
using System.Text.RegularExpressions;
using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.TestKit.Conventions;

/// <summary>
/// Each operation of the contract is called through its method, and what goes over the wire is held against the contract.
/// </summary>
public abstract class OperationConventions
{
    protected abstract TestedClient Tested { get; }

    private IEnumerable<ContractOperation> Operations => Tested.Contract.Operations;

    private IEnumerable<ContractOperation> Writes => Operations.Where(static operation => operation.HasBody);

    private IEnumerable<ContractOperation> NeedingWrites => Operations.Where(static operation => operation.NeedsBody);

    [Test]
    public Task A_call_has_the_method_and_the_address_of_the_contract() =>
        Each.OfAsync(
            Operations,
            async operation =>
            {
                using var service = Service(operation);
                await CallAsync(service, operation);

                var path = operation.Path;
                foreach (var (name, id) in Tested.ScopeIds)
                {
                    path = path.Replace($"{{{name}}}", id, StringComparison.Ordinal);
                }

                path = Regex.Replace(path, "{[A-Za-z_]+}", "a%2Fb");
                Assert.Multiple(() =>
                {
                    Assert.That(service.Only.Method, Is.EqualTo(operation.Method));
                    Assert.That(service.Only.Url.Split('?')[0], Is.EqualTo(Tested.AddressOf(operation) + path));
                });
            }
        );

    [Test]
    public Task A_body_is_in_the_envelope_of_the_contract() =>
        Each.OfAsync(
            Writes,
            async operation =>
            {
                using var service = Service(operation);
                await CallAsync(service, operation);

                if (operation.IsForm)
                {
                    Assert.That(service.Only.Body, Does.Contain("form-data; name=\"extra_field\"\r\n\r\nx\r\n"));
                    return;
                }

                var record = new JObject { ["extra_field"] = "x" };
                Assert.That(
                    JToken.DeepEquals(service.Only.Json, operation.Envelope is { } envelope ? new JObject { [envelope] = record } : record),
                    Is.True,
                    $"Sent: {service.Only.Body}"
                );
            }
        );

    [Test]
    public void A_missing_record_is_refused_and_nothing_sent() =>
        Each.Of(
            NeedingWrites,
            operation =>
            {
                using var service = Service(operation);
                Assert.That(() => CallAsync(service, operation, withRecord: false), Throws.ArgumentNullException);
                Assert.That(service.Sent, Is.Empty);
            }
        );

    [Test]
    public Task Only_an_operation_with_a_record_to_send_has_a_body() =>
        Each.OfAsync(
            Operations,
            async operation =>
            {
                using var service = Service(operation);
                await CallAsync(service, operation);

                Assert.That(service.Only.BodyBytes is not null, Is.EqualTo(operation.HasBody));
            }
        );

    [Test]
    public void A_token_that_is_canceled_already_sends_nothing() =>
        Each.Of(
            Operations,
            operation =>
            {
                using var service = Service(operation);
                Assert.That(
                    () => CallAsync(service, operation, cancellationToken: new CancellationToken(canceled: true)),
                    Throws.InstanceOf<OperationCanceledException>()
                );
                Assert.That(service.Sent, Is.Empty);
            }
        );

    /// <summary>The smallest successful response of an operation.</summary>
    protected virtual string ResponseTo(ContractOperation operation)
    {
        var body = operation.IsList ? "[]" : """{"id":1}""";
        return operation.ResultEnvelope is { } envelope ? $$"""{"other":[{}],"{{envelope}}":{{body}}}""" : body;
    }

    private FakeService Service(ContractOperation operation)
    {
        var success = int.Parse(operation.Statuses[0], CultureInfo.InvariantCulture);
        return new FakeService().Always(success, success == 204 ? null : ResponseTo(operation));
    }

    private async Task CallAsync(
        FakeService service,
        ContractOperation operation,
        bool withRecord = true,
        CancellationToken cancellationToken = default
    )
    {
        using var client = Tested.Create(service);
        await Tested.CallAsync(client, operation, "a/b", type => withRecord ? Record(type) : null, cancellationToken);
    }

    private static Model Record(Type type)
    {
        var record = (Model)Activator.CreateInstance(type)!;
        record.AdditionalProperties["extra_field"] = "x";
        return record;
    }
}
