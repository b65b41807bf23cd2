using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>The contract and the assembly hold the same operations, schemas, fields and values.</summary>
public sealed class ContractCoverageTests : CoverageConventions
{
    protected override TestedClient Tested => ClickFunnelsConventions.Tested;

    [Test]
    public void The_envelope_is_one_that_a_schema_describes() =>
        Each.Of(
            Contract.Operations.Where(static operation => operation.Envelope is not null),
            operation =>
            {
                var described = Contract
                    .Schemas.Values.Where(static schema => schema.Usage == "envelope")
                    .Select(static schema => schema.Properties.Single().Name);

                Assert.That(described, Does.Contain(operation.Envelope), $"{operation}: add the envelope schema, or fix x-envelope.");
            }
        );

    [Test]
    public void The_id_of_a_record_is_always_there() =>
        Each.Of(
            Contract.Schemas.Values.Where(static schema => schema.Usage == "response" && schema.Properties.Count > 0),
            schema =>
            {
                // A generated filter that was not saved has no id.
                if (schema.Name != "ContactFilterResult" && schema.Properties.Any(static property => property.Name == "id"))
                {
                    Assert.That(schema.Required, Does.Contain("id"));
                }
            }
        );
}
