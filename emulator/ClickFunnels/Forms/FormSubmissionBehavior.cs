using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>
/// Submissions of forms. The contract shows each one twice: below its form, and below the workspace with its data by field name.
/// </summary>
[Resource("FormSubmission")]
internal sealed class FormSubmissionBehavior(RecordStore store) : ResourceBehavior(store)
{
    public const string WorkspaceView = "WorkspaceFormSubmission";
    private const string Link = "submission_id";

    [Operation("createFormsSubmissions")]
    [Operation("updateFormsSubmissions")]
    public override void Create(Call call, JsonObject draft) => RequireOne(call, draft, "contact_id", "Contact");

    [Operation("createFormsSubmissions")]
    [Behavior(
        "A submission of a form is also one of the workspace, with an id of its own and its data by field name",
        Evidence.Assumed,
        "the published spec has both resources, but not how they belong together"
    )]
    public override void Created(Call call, Record record) =>
        call.Insert(WorkspaceView, new JsonObject { [Link] = record.Id, ["page_id"] = null }.With(View(Store, record)));

    public override void Update(Call call, Record record, JsonObject changes) => RequireOne(call, changes, "contact_id", "Contact");

    public override void Updated(Call call, Record record) => Refresh(call, record);

    [Operation("removeFormsSubmissions")]
    [Behavior(
        "Deleting a submission deletes the values of its fields, and the submission of the workspace",
        Evidence.Assumed,
        "not published"
    )]
    public override void Delete(Call call, Record record)
    {
        foreach (var answer in Store.Of("FormSubmissionAnswer").Where(answer => answer.Number(Link) == record.Id).ToList())
        {
            Store.Remove(answer);
        }

        if (ViewOf(record.Id) is { } view)
        {
            Store.Remove(view);
        }
    }

    /// <summary>Updates the submission of the workspace after the submission, or one of its answers, changed.</summary>
    public void Refresh(Call call, Record submission)
    {
        if (ViewOf(submission.Id) is { } view)
        {
            call.Edit(view).With(View(Store, submission));
        }
    }

    /// <summary>Returns the fields of the submission of the workspace.</summary>
    [Behavior(
        "The data of a submission has first_name, last_name, email and phone of the contact, and the values by the keys of their fields",
        Evidence.Assumed,
        "only examples are published: url, first_name, last_name, email"
    )]
    public static JsonObject View(RecordStore store, Record submission)
    {
        var data = new JsonObject();
        if (store.Find("Contact", submission.Number("contact_id") ?? 0) is { } contact)
        {
            Add("first_name", contact.Text("first_name"));
            Add("last_name", contact.Text("last_name"));
            Add("email", contact.Text("email_address"));
            Add("phone", contact.Text("phone_number"));
        }

        foreach (var answer in store.Of("FormSubmissionAnswer").Where(answer => answer.Number(Link) == submission.Id))
        {
            if (store.Find("FormField", answer.Number("field_id") ?? 0)?.Text("key") is { } key)
            {
                data[key] = answer.Text("entry");
            }
        }

        return new JsonObject { ["contact_id"] = submission.Number("contact_id"), ["data"] = data };

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                data[name] = value;
            }
        }
    }

    /// <summary>Adds to the data of an event what only events of submissions have: the contact.</summary>
    [Behavior(
        "The data of form_submission.created also has the contact, as contact with its email and email_address",
        Evidence.Assumed,
        "receivers in public code read data.contact.email; the published schema has contact_id only"
    )]
    public static void CompleteEvent(JsonObject data, Record view, RecordStore store)
    {
        if (store.Find("Contact", view.Number("contact_id") ?? 0) is { } contact)
        {
            data["contact"] = new JsonObject
            {
                ["id"] = contact.Id,
                ["public_id"] = contact.PublicId,
                ["email"] = contact.Text("email_address"),
                ["email_address"] = contact.Text("email_address"),
                ["first_name"] = contact.Text("first_name"),
                ["last_name"] = contact.Text("last_name"),
                ["phone_number"] = contact.Text("phone_number"),
            };
        }
    }

    private Record? ViewOf(long submission) => Store.Of(WorkspaceView).FirstOrDefault(view => view.Number(Link) == submission);
}

/// <summary>Answers in a submission of a form.</summary>
[Resource("FormSubmissionAnswer")]
internal sealed class FormSubmissionAnswerBehavior(RecordStore store) : ResourceBehavior(store)
{
    private readonly FormSubmissionBehavior _submissions = new(store);

    [Operation("createFormsSubmissionsAnswers")]
    public override void Created(Call call, Record record) => Refresh(call, record);

    [Operation("updateFormsSubmissionsAnswers")]
    public override void Updated(Call call, Record record) => Refresh(call, record);

    [Operation("removeFormsSubmissionsAnswers")]
    public override void Deleted(Call call, Record record) => Refresh(call, record);

    private void Refresh(Call call, Record answer)
    {
        if (Store.Find("FormSubmission", answer.Number("submission_id") ?? 0) is { } submission)
        {
            _submissions.Refresh(call, submission);
        }
    }
}
