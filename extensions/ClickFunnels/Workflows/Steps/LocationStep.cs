using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Finds the location by its name, or creates it. The name identifies a location, so a lookup after a lost response is certain. If
/// several have the name, the oldest is used.
/// </summary>
internal sealed class LocationStep(FulfillmentLocationPlan location)
    : CreationStep<FulfillmentLocation, FulfillmentLocationCreate>(WorkflowNames.Location)
{
    public override IEnumerable<StepRequest> Requests
    {
        get
        {
            yield return new StepRequest(FulfillmentLocationsClient.ListOperation);
            if (!location.MustExist)
            {
                yield return new StepRequest(FulfillmentLocationsClient.CreateOperation)
                {
                    Body = Body,
                    Condition = "if no location has the name",
                };
            }
        }
    }

    public override FulfillmentLocationCreate Body(StepValues values)
    {
        var body = new FulfillmentLocationCreate
        {
            Name = location.Name,
            AddressName = location.AddressName,
            EmailAddress = location.EmailAddress,
        };
        location.PhoneNumber.IfSet(value => body.PhoneNumber = value);
        location.ExternalApp.IfSet(value => body.ExternalApp = value);
        if (location.HasAddress)
        {
            var address = new FulfillmentLocationAddress();
            location.AddressOne.IfSet(value => address.AddressOne = value);
            location.AddressTwo.IfSet(value => address.AddressTwo = value);
            location.City.IfSet(value => address.City = value);
            location.Region.IfSet(value => address.Region = value);
            location.Country.IfSet(value => address.Country = value);
            location.PostalCode.IfSet(value => address.PostalCode = value);
            body.Address = address;
        }

        return body;
    }

    public override Task<FulfillmentLocation> CreateAsync(
        ClickFunnelsClient client,
        KnownValues values,
        CancellationToken cancellationToken
    ) => client.Fulfillments.Locations.CreateAsync(Body(values), cancellationToken: cancellationToken);

    public override async Task<FulfillmentLocation?> FindAsync(ClickFunnelsClient client, CancellationToken cancellationToken)
    {
        var found = await SearchAsync(client, cancellationToken).ConfigureAwait(false);
        return found is null && location.MustExist
            ? throw new StepFailureException(
                "no location has the name of the plan, and Location.MustExist forbids creating it. Create it first, or correct the name."
            )
            : found;
    }

    public override Task<FulfillmentLocation?> LookUpAsync(
        ClickFunnelsClient client,
        KnownValues values,
        long baseline,
        CancellationToken cancellationToken
    ) => SearchAsync(client, cancellationToken);

    public override long IdOf(FulfillmentLocation record) => record.Id;

    private async Task<FulfillmentLocation?> SearchAsync(ClickFunnelsClient client, CancellationToken cancellationToken)
    {
        var all = await client
            .Fulfillments.Locations.ListAsync(cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return all.Where(found => found.Archived != true && string.Equals(found.Name.Trim(), location.Name, StringComparison.Ordinal))
            .OrderBy(static found => found.Id)
            .FirstOrDefault();
    }
}
