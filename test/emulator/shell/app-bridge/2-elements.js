// The elements by which an app shows its navigation, title, save bar and modals in the admin.
(() => {
  const { tell } = window.twinBridge;
  const announce = (element, name) => element.dispatchEvent(new CustomEvent(name, { bubbles: false }));

  class NavMenu extends HTMLElement {
    connectedCallback() {
      this.observer = new MutationObserver(() => this.announce());
      this.observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
      this.announce();
    }
    disconnectedCallback() {
      this.observer.disconnect();
    }
    announce() {
      const links = [...this.querySelectorAll("a[href], s-link[href]")];
      const items = links.map((link) => ({
        label: link.textContent.trim(),
        href: link.getAttribute("href"),
        isHome: link.getAttribute("rel") === "home",
      }));
      if (items.length > 0) tell({ type: "navigation", items });
    }
  }

  class TitleBar extends HTMLElement {
    static observedAttributes = ["title"];
    connectedCallback() {
      this.observer = new MutationObserver(() => this.announce());
      this.observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
      this.announce();
    }
    attributeChangedCallback() {
      if (this.isConnected) this.announce();
    }
    disconnectedCallback() {
      this.observer.disconnect();
      if (!this.closest("ui-modal")) announceTitle();
    }
    buttons() {
      return [...this.querySelectorAll("button, a")];
    }
    announce() {
      if (this.closest("ui-modal")) return;
      const actions = this.buttons().map((button) => ({
        label: button.textContent.trim(),
        variant: button.getAttribute("variant") ?? undefined,
      }));
      tell({ type: "title", text: this.getAttribute("title") ?? document.title, actions });
    }
  }

  function announceTitle() {
    const bar = [...document.querySelectorAll("ui-title-bar")].find((one) => !one.closest("ui-modal"));
    if (bar instanceof TitleBar) bar.announce();
    else tell({ type: "title", text: document.title, actions: [] });
  }

  class SaveBar extends HTMLElement {
    showing = false;
    async show() {
      if (this.showing) return;
      this.showing = true;
      tell({ type: "save-bar", visible: true, id: this.id });
      announce(this, "show");
    }
    async hide() {
      if (!this.showing) return;
      this.showing = false;
      tell({ type: "save-bar", visible: false, id: this.id });
      announce(this, "hide");
    }
    async toggle() {
      return this.showing ? this.hide() : this.show();
    }
    disconnectedCallback() {
      this.hide();
    }
    press(action) {
      const buttons = [...this.querySelectorAll("button")];
      const isSave = (button) => button.getAttribute("variant") === "primary";
      buttons.find((button) => isSave(button) === (action === "save"))?.click();
    }
  }

  class Modal extends HTMLElement {
    get content() {
      this.box ??= document.createElement("div");
      return this.box;
    }
    async show() {
      if (this.dialog) return;
      this.dialog = document.createElement("dialog");
      this.dialog.className = "twin-bridge-modal";
      this.dialog.append(this.header(), this.filled());
      this.dialog.addEventListener("close", () => this.hide());
      document.body.append(this.dialog);
      this.dialog.showModal();
      announce(this, "show");
    }
    async hide() {
      const { dialog } = this;
      if (!dialog) return;
      this.dialog = undefined;
      dialog.close();
      dialog.remove();
      announce(this, "hide");
    }
    async toggle() {
      return this.dialog ? this.hide() : this.show();
    }
    disconnectedCallback() {
      this.hide();
    }
    header() {
      const header = document.createElement("header");
      const bar = this.querySelector("ui-title-bar");
      const heading = document.createElement("h2");
      heading.textContent = bar?.getAttribute("title") ?? "";
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "Close";
      close.addEventListener("click", () => this.hide());
      const actions = [...(bar?.querySelectorAll("button") ?? [])].map((original) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = original.textContent;
        button.addEventListener("click", () => original.click());
        return button;
      });
      header.append(heading, ...actions, close);
      return header;
    }
    // React puts the content into `content` by itself; written by hand, it stands among the children.
    filled() {
      const source = this.getAttribute("src");
      if (source) {
        const frame = document.createElement("iframe");
        frame.src = source;
        frame.title = "Modal";
        return frame;
      }
      if (this.content.childNodes.length === 0) {
        const own = [...this.children].filter(
          (child) => child.localName !== "ui-title-bar" && child.childNodes.length > 0,
        );
        this.content.append(...own);
      }
      return this.content;
    }
  }

  for (const [name, element] of Object.entries({
    "ui-nav-menu": NavMenu,
    "s-app-nav": class extends NavMenu {},
    "ui-title-bar": TitleBar,
    "ui-save-bar": SaveBar,
    "ui-modal": Modal,
  })) {
    if (!customElements.get(name)) customElements.define(name, element);
  }

  const style = document.createElement("style");
  style.textContent = `ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none; }
.twin-bridge-modal { border: 0; border-radius: 12px; padding: 0; width: min(620px, 94vw); }
.twin-bridge-modal header { display: flex; gap: 8px; align-items: center; padding: 12px 16px; border-bottom: 1px solid #ddd; }
.twin-bridge-modal h2 { font-size: 1rem; margin: 0 auto 0 0; }
.twin-bridge-modal iframe { width: 100%; height: 60vh; border: 0; }`;
  document.head.append(style);

  window.twinBridge.announceTitle = announceTitle;
})();
