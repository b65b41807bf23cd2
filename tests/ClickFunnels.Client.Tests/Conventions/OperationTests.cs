using System.Reflection;
using ClickFunnels.Tests.Support;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Conventions;

/// <summary>
/// Each operation of the contract is called through its method, and what goes over the wire is held against the contract.
/// </summary>
public sealed class OperationTests
{
    private static IEnumerable<ContractOperation> Operations => Contract.Operations;

    private static IEnumerable<ContractOperation> Writes => Contract.Operations.Where(static operation => operation.HasBody);

    private static IEnumerable<ContractOperation> NeedingWrites => Contract.Operations.Where(static operation => operation.NeedsBody);

    private static IEnumerable<ContractOperation> Lists => Contract.Operations.Where(static operation => operation.IsPaged);

    private FakeService _service = new();

    [Test]
    public Task A_call_has_the_method_and_the_address_of_the_contract() =>
        Each.OfAsync(
            Operations,
            async operation =>
            {
                await CallAsync(operation);

                var host = operation.IsOnAccountsHost ? "accounts" : "acme";
                var path = operation.Path.Replace("{workspace_id}", "42", StringComparison.Ordinal);
                path = System.Text.RegularExpressions.Regex.Replace(path, "{[a-z_]+}", "a%2Fb");
                Assert.Multiple(() =>
                {
                    Assert.That(_service.Only.Method, Is.EqualTo(operation.Method));
                    Assert.That(_service.Only.Url, Is.EqualTo($"https://{host}.myclickfunnels.com/api/v2{path}"));
                });
            }
        );

    [Test]
    public Task A_body_is_in_the_envelope_of_the_contract() =>
        Each.OfAsync(
            Writes,
            async operation =>
            {
                await CallAsync(operation);

                var record = new JObject { ["extra_field"] = "x" };
                Assert.That(
                    JToken.DeepEquals(
                        _service.Only.Json,
                        operation.Envelope is { } envelope ? new JObject { [envelope] = record } : record
                    ),
                    Is.True,
                    $"Sent: {_service.Only.Body}"
                );
            }
        );

    [Test]
    public void A_missing_record_is_refused_and_nothing_sent() =>
        Each.Of(
            NeedingWrites,
            operation =>
            {
                Assert.That(() => CallAsync(operation, withRecord: false), Throws.ArgumentNullException);
                Assert.That(_service.Sent, Is.Empty);
            }
        );

    [Test]
    public Task Only_an_operation_with_a_record_to_send_has_a_body() =>
        Each.OfAsync(
            Operations,
            async operation =>
            {
                await CallAsync(operation);

                Assert.That(_service.Only.BodyBytes is not null, Is.EqualTo(operation.HasBody));
            }
        );

    [Test]
    public void A_token_that_is_canceled_already_sends_nothing() =>
        Each.Of(
            Operations,
            operation =>
            {
                Assert.That(
                    () => CallAsync(operation, cancellationToken: new CancellationToken(canceled: true)),
                    Throws.InstanceOf<OperationCanceledException>()
                );
                Assert.That(_service.Sent, Is.Empty);
            }
        );

    [Test]
    public Task A_list_fetches_its_further_pages() =>
        Each.OfAsync(
            Lists,
            async operation =>
            {
                Renew();
                _service.Respond(200, """[{"id":1}]""", FakeService.Json, ("Pagination-Next", "20")).Respond(200, """[{"id":2}]""");
                await CallAsync(operation, respond: false);

                Assert.That(_service.Sent.Select(static request => request.Query), Is.EqualTo(new[] { "", "?after=20" }));
            }
        );

    [TearDown]
    public void Dispose() => _service.Dispose();

    // Each operation has a service of its own.
    private void Renew()
    {
        _service.Dispose();
        _service = new FakeService();
    }

    private async Task CallAsync(
        ContractOperation operation,
        bool withRecord = true,
        bool respond = true,
        CancellationToken cancellationToken = default
    )
    {
        if (respond)
        {
            Renew();
            var success = int.Parse(operation.Statuses[0], System.Globalization.CultureInfo.InvariantCulture);
            var body = operation.IsList ? "[]" : """{"id":1}""";
            _service.Always(
                success,
                success == 204 ? null
                    : operation.ResultEnvelope is { } envelope ? $$"""{"other":[{}],"{{envelope}}":{{body}}}"""
                    : body
            );
        }

        var client = _service.Client();
        var group = Library.ClientOf(client, operation.Tag);
        var method =
            group.GetType().GetMethod(operation.CSharpMethod)
            ?? throw new AssertionException(
                $"{operation}: {group.GetType().Name} has no method {operation.CSharpMethod}. Build, so that the client is "
                    + "generated from the contract again."
            );
        var arguments = method.GetParameters().Select(parameter => Argument(parameter, withRecord, cancellationToken)).ToArray();
        object? result;
        try
        {
            result = method.Invoke(group, arguments);
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }

        await (result as Task ?? ToListAsync((dynamic)result!));
    }

    private static Task<IReadOnlyList<T>> ToListAsync<T>(AsyncPageable<T> pageable) => pageable.ToListAsync();

    private static object? Argument(ParameterInfo parameter, bool withRecord, CancellationToken cancellationToken)
    {
        if (parameter.ParameterType == typeof(ResourceId))
        {
            return new ResourceId("a/b");
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return cancellationToken;
        }

        if (!withRecord)
        {
            return null;
        }

        if (parameter.ParameterType.IsSubclassOf(typeof(Model)))
        {
            return Record(parameter.ParameterType);
        }

        // An optional body is a property of the options.
        var body = parameter.ParameterType.GetProperty("Body", BindingFlags.Public | BindingFlags.Instance);
        if (body is null)
        {
            return null;
        }

        var options = Activator.CreateInstance(parameter.ParameterType)!;
        body.SetValue(options, Record(body.PropertyType));
        return options;
    }

    private static Model Record(Type type)
    {
        var record = (Model)Activator.CreateInstance(type)!;
        record.AdditionalProperties["extra_field"] = "x";
        return record;
    }
}
