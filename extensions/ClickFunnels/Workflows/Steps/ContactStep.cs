using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Finds the contact who orders. It is the first step, so that a missing contact stops the run before anything is created.
/// </summary>
internal sealed class ContactStep(OrderPlan order) : PlanStep(WorkflowNames.Contact)
{
    public override IEnumerable<StepRequest> Requests =>
        [
            order.ContactId is { } id
                ? new StepRequest(ContactsClient.GetOperation) { KnownPathId = id }
                : new StepRequest(ContactsClient.ListOperation) { Query = Query },
        ];

    private ContactsListOptions Query => new() { Filter = new ContactFilter { EmailAddress = order.ContactEmailAddress! } };

    public override Task<ProductWorkflowOutcome> RunAsync(StepRunner runner, CancellationToken cancellationToken) =>
        runner.FindAsync(this, FindAsync, cancellationToken);

    private async Task<long> FindAsync(ClickFunnelsClient client, CancellationToken cancellationToken)
    {
        if (order.ContactId is { } id)
        {
            var contact = await client.Contacts.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
            return contact.DeletedAt is null ? id : throw new StepFailureException("the contact was deleted. Name another one.");
        }

        var page = await client.Contacts.ListAsync(Query, cancellationToken).FirstPageAsync(cancellationToken).ConfigureAwait(false);
        var found = page.Items.FirstOrDefault(contact =>
            string.Equals(contact.EmailAddress, order.ContactEmailAddress, StringComparison.OrdinalIgnoreCase)
        );
        return found?.Id
            ?? throw new StepFailureException(
                "no contact has the e-mail address of the plan. Create the contact first, or name another one."
            );
    }
}
