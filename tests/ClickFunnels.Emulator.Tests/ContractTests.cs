using System.Text;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Tests;

/// <summary>The parts that read the contract and mark behaviors.</summary>
public sealed class ContractTests
{
    [TestCase("GET", "/contacts/5", "getContacts")]
    [TestCase("GET", "/orders/invoices/5", "getOrdersInvoices")]
    [TestCase("GET", "/orders/invoices/", "getOrders")]
    [TestCase("GET", "/orders/5/invoices", "listOrdersInvoices")]
    [TestCase("POST", "/products/prices", "createPriceWithVariant")]
    [TestCase("GET", "/products/variants/5", "getProductsVariants")]
    [TestCase("GET", "/products/5/variants/", "listProductsVariants")]
    [TestCase("POST", "/workspaces/5/contacts/upsert", "upsertContacts")]
    [TestCase("GET", "/", null)]
    [TestCase("GET", "/workspaces//contacts", null)]
    public void Literals_go_before_parameters(string method, string path, string? operation)
    {
        var routes = ClickFunnelsPlatform.Instance.Contract.ToRouteTable();

        Assert.That(routes.Match(method, path)?.Operation.Id, Is.EqualTo(operation));
    }

    [Test]
    public void Every_operation_knows_its_resource_and_parents()
    {
        var operations = ClickFunnelsPlatform.Instance.Contract.ById;

        Assert.That(operations.Values.Select(operation => operation.Resource), Is.All.Not.Null);
        Assert.That(operations["removeWebhooksOutgoingEndpoints"].Resource, Is.EqualTo("WebhookEndpoint"));
        Assert.That(operations["listFormsSubmissions"].Parents.Single().Resource, Is.EqualTo("Form"));
        Assert.That(operations["createProductsPrices"].Parents.Single().Resource, Is.EqualTo("ProductVariant"));
    }

    [Test]
    public void The_reader_knows_what_a_growing_contract_brings()
    {
        const string Yaml = """
            openapi: 3.1.0
            paths:
              /workspaces/{workspace_id}:
                get:
                  operationId: getWorkspace
                  tags: [W]
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Workspace'}}}}}
              /workspaces/{workspace_id}/filters:
                get:
                  operationId: listFilters
                  tags: [F]
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/FilterList'}}}}}
              /workspaces/{id}:
                get:
                  operationId: getWorkspaces
                  tags: [W]
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Workspace'}}}}}
            components:
              schemas:
                Workspace:
                  type: object
                  properties: {id: {type: integer}, parent: {oneOf: [{$ref: '#/components/schemas/Workspace'}, {type: 'null'}]}}
                Filter:
                  allOf:
                    - {type: object, properties: {id: {type: integer}}}
                    - {type: object, properties: {name: {type: [string, 'null']}}}
                FilterList: {type: object, properties: {filters: {type: array, items: {$ref: '#/components/schemas/Filter'}}}}
            """;

        var contract = ApiContract.Read(SpecFile.Parse("growing.yaml", Encoding.UTF8.GetBytes(Yaml)));

        Assert.That(contract.ById["listFilters"].Wrapper, Is.EqualTo("filters"));
        Assert.That(contract.ById["listFilters"].Resource, Is.EqualTo("Filter"));
        Assert.That(contract.ById["listFilters"].Parents.Single().Resource, Is.EqualTo("Workspace"));
        Assert.That(contract.Schema("Filter").Properties.Keys, Is.EqualTo(new[] { "id", "name" }));
        Assert.That(contract.Schema("Workspace").Properties["parent"].Nullable, Is.True);
    }

    [Test]
    public void Public_ids_are_letters_unique_and_reversible()
    {
        var ids = Enumerable.Range(0, 20_000).Select(number => number * 7919L).ToList();

        var texts = ids.Select(PublicIdCode.Encode).ToList();

        Assert.That(texts.Distinct().Count(), Is.EqualTo(texts.Count));
        Assert.That(texts.All(text => text.Length == 6 && text.All(char.IsAsciiLetter)), Is.True);
        Assert.That(texts.Select(text => PublicIdCode.TryDecode(text, out var id) ? id : -1), Is.EqualTo(ids));
        Assert.That(PublicIdCode.TryDecode("abc", out _) || PublicIdCode.TryDecode("abc-ef", out _), Is.False);
    }

    [Test]
    public void Every_behavior_names_its_source()
    {
        Assert.That(BehaviorCatalog.All, Is.Not.Empty);
        foreach (var behavior in BehaviorCatalog.All)
        {
            Assert.That(behavior.Rule, Does.Match("[^.]$"), behavior.Rule);
            if (behavior.Evidence != Evidence.Assumed)
            {
                Assert.That(behavior.Source, Does.Match("^(published|vendor)"), behavior.Rule);
            }
        }
    }

    [Test]
    public void Every_override_of_a_behavior_that_adds_a_rule_is_marked()
    {
        string[] rules = ["Create", "Update", "Delete", "Act", "FindForUpsert"];
        var unmarked = typeof(ClickFunnelsEmulator)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == "ClickFunnels.Emulator.ClickFunnels" && type.BaseType?.Name == "ResourceBehavior")
            .Where(type =>
                !type.GetMethods(
                        System.Reflection.BindingFlags.Instance
                            | System.Reflection.BindingFlags.Static
                            | System.Reflection.BindingFlags.Public
                            | System.Reflection.BindingFlags.NonPublic
                            | System.Reflection.BindingFlags.DeclaredOnly
                    )
                    .Any(method => method.IsDefined(typeof(BehaviorAttribute), false))
            )
            .Where(type => rules.Any(rule => type.GetMethod(rule)?.DeclaringType == type));

        Assert.That(unmarked, Is.Empty);
    }
}
