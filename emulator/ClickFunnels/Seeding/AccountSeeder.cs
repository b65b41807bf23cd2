using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Fills a workspace with what the API only reads: site, themes, blog, domain, a user and the like.</summary>
internal sealed class AccountSeeder(RecordStore store, Func<string, long, long, JsonObject, Record> add, DateTimeOffset now)
{
    private string Now => WireText.Time(now);

    [Behavior(
        "Records that no operation creates are seeded, a few of each kind",
        Evidence.Assumed,
        "so that reading them yields something"
    )]
    public void Seed(long teamId, long workspaceId, WorkspaceSeed seed)
    {
        Record Add(string resource, JsonObject fields) => add(resource, teamId, workspaceId, fields);

        if (store.Of("User").All(user => user.TeamId != teamId))
        {
            AddMember(teamId, "Platform", "Agent", "agent@example.com");
            AddMember(teamId, "Sam", "Seller", "seller@example.com");
        }

        var style = Add("Style", new JsonObject { ["name"] = "Plain" });
        var theme = Add(
            "Theme",
            new JsonObject
            {
                ["name"] = "Standard",
                ["current_style_id"] = style.Id,
                ["template_pages"] = new JsonObject(),
            }
        );
        style.Fields["theme_id"] = theme.Id;
        Add("Theme", new JsonObject { ["name"] = "Minimal", ["template_pages"] = new JsonObject() });
        var site = Add("Site", new JsonObject { ["name"] = seed.Subdomain, ["theme_id"] = theme.PublicId });
        Add(
            "Domain",
            new JsonObject
            {
                ["name"] = $"{seed.Subdomain}.example.com",
                ["connected"] = true,
                ["status"] = "secured",
            }
        );
        var blog = Add(
            "Blog",
            new JsonObject
            {
                ["name"] = "Blog",
                ["current_path"] = "blog",
                ["site_id"] = site.Id,
                ["theme_id"] = theme.Id,
            }
        );
        Add(
            "BlogAuthor",
            new JsonObject
            {
                ["blog_id"] = blog.Id,
                ["first_name"] = "Platform",
                ["last_name"] = "Agent",
                ["full_name"] = "Platform Agent",
                ["display_name"] = "Platform Agent",
                ["email_address"] = "agent@example.com",
            }
        );
        Add(
            "BlogCategory",
            new JsonObject
            {
                ["blog_id"] = blog.Id,
                ["name"] = "News",
                ["current_path"] = "news",
            }
        );
        Add("Download", new JsonObject { ["name"] = "Handbook.pdf", ["asset_id"] = store.TakeId() });
        Add("EmailTopic", new JsonObject { ["name"] = "Marketing", ["description"] = "All marketing mail" });
        Add(
            "EmailSenderAddress",
            new JsonObject
            {
                ["email_address"] = $"{seed.Subdomain}@{EmailSenderAddressBehavior.SharedDomain}",
                ["name"] = seed.Subdomain,
                ["is_workspace_default"] = true,
            }
        );

        foreach (var course in store.Of("Course").Where(course => course.WorkspaceId == workspaceId))
        {
            course.Fields["root_section_id"] = Add(
                "CourseSection",
                new JsonObject
                {
                    ["course_id"] = course.Id,
                    ["title"] = course.Text("title"),
                    ["parent_id"] = null,
                    ["sort_order"] = 0L,
                }
            ).Id;
        }

        var contacts = store.Of("Contact").Where(contact => contact.WorkspaceId == workspaceId).ToList();
        foreach (var contact in contacts)
        {
            foreach (var tag in contact.Numbers("tag_ids"))
            {
                Add(
                    "ContactAppliedTag",
                    new JsonObject
                    {
                        ["contact_id"] = contact.Id,
                        ["tag_id"] = tag,
                        ["created_at"] = contact.Text("created_at"),
                    }
                );
            }
        }

        foreach (var submission in store.Of("FormSubmission").Where(submission => submission.WorkspaceId == workspaceId).ToList())
        {
            Add(
                FormSubmissionBehavior.WorkspaceView,
                new JsonObject { ["submission_id"] = submission.Id }.With(FormSubmissionBehavior.View(store, submission))
            );
        }

        foreach (var contact in contacts.Take(1))
        {
            Add(
                "AppointmentScheduledEvent",
                new JsonObject
                {
                    ["primary_contact_id"] = contact.Id,
                    ["start_on"] = WireText.Time(now.AddDays(1)),
                    ["end_on"] = WireText.Time(now.AddDays(1).AddHours(1)),
                    ["status"] = "scheduled",
                    ["tzid"] = "America/New_York",
                    ["max_invitees"] = 1L,
                }
            );
            Add(
                "WebhookEvent",
                new JsonObject
                {
                    ["event_type_id"] = "contact.created",
                    ["api_version"] = 2L,
                    ["subject_id"] = contact.Id,
                    ["subject_type"] = "Contact",
                    ["uuid"] = ContactBehavior.Uuid(contact.Id),
                    ["data"] = new JsonObject { ["id"] = contact.Id },
                }
            );
            if (seed.ProcessorOrders)
            {
                new ProcessorOrderSeeder(Add, now, StoredSettings.Of(store, workspaceId).Currency).Seed(contact);
            }
        }
    }

    // The id of a membership differs from that of its user, so that a mistake shows.
    [Behavior("A team has two members at the start", Evidence.Assumed, "no operation adds one")]
    private void AddMember(long teamId, string firstName, string lastName, string email)
    {
        var user = store.Insert(
            "User",
            teamId,
            null,
            new JsonObject
            {
                ["email"] = email,
                ["first_name"] = firstName,
                ["last_name"] = lastName,
                ["time_zone"] = "Eastern Time (US & Canada)",
                ["locale"] = "en",
                ["created_at"] = Now,
                ["updated_at"] = Now,
            }
        );
        store.Insert(
            "TeamMembership",
            teamId,
            null,
            new JsonObject
            {
                ["user_id"] = user.Id,
                ["user_first_name"] = firstName,
                ["user_last_name"] = lastName,
                ["user_email"] = email,
                ["role_ids"] = new JsonArray(),
                ["created_at"] = Now,
                ["updated_at"] = Now,
            }
        );
    }
}
